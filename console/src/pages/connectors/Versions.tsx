import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, taken, type Schemas } from '../../api/client';
import { queries } from '../../api/queries';
import { Empty } from '../../components/Empty';
import { Time } from '../../components/Time';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useMay } from '../../session/session';
import { Difference } from '../nodes/Difference';

export type Version = Schemas['DefinitionVersionView'];

interface Props {
  /** Newest first. */
  versions: Version[];
  published: number | undefined;
  more: (() => void) | undefined;
  use: (yaml: string) => void;
}

/** Every version there was. None is ever changed: rolling back publishes an earlier one. */
export function Versions({ versions, published, more, use }: Props) {
  const { t } = useTranslation();
  const administers = useMay()('administer');
  const ask = useAsk();
  const [compared, setCompared] = useState<Version | null>(null);
  const inUse = versions.find(({ number }) => number === published);
  if (versions.length === 0) return <Empty title={t('nodes.historyNone')} />;
  return (
    <>
      <ol className="history">
        {versions.map((version) => (
          <li key={version.number}>
            <div className="row">
              <b>{t('nodes.version', { number: version.number })}</b>
              {version.number === published && (
                <span className="state good">{t('nodes.published')}</span>
              )}
              <span className="soft small">
                <Time at={version.createdAt} /> · {t('nodes.by', { author: version.author })}
              </span>
            </div>
            {version.note && <p>{version.note}</p>}
            <div className="row">
              {inUse && version.number !== published && (
                <Button size="small" type="text" onClick={() => setCompared(version)}>
                  {t('nodes.compare')}
                </Button>
              )}
              {administers && (
                <>
                  <Button size="small" type="text" onClick={() => use(version.yaml)}>
                    {t('nodes.use')}
                  </Button>
                  {version.number === published ? (
                    <Button size="small" type="text" danger onClick={() => ask.withdraw(version)}>
                      {t('nodes.withdraw')}
                    </Button>
                  ) : (
                    <Button size="small" type="text" onClick={() => ask.publish(version)}>
                      {t('nodes.rollBack')}
                    </Button>
                  )}
                </>
              )}
            </div>
          </li>
        ))}
      </ol>
      {more && (
        <Button size="small" onClick={more}>
          {t('components.more')}
        </Button>
      )}
      {compared && inUse && (
        <Modal
          open
          footer={null}
          width={760}
          onCancel={() => setCompared(null)}
          title={t('nodes.diffTitle', { from: inUse.number, to: compared.number })}
        >
          <Difference before={{ yaml: inUse.yaml }} after={{ yaml: compared.yaml }} />
        </Modal>
      )}
    </>
  );
}

function useAsk() {
  const { t } = useTranslation();
  const tell = useTroubleMessage();
  const { modal } = App.useApp();
  const done = () => queries.invalidateQueries();
  return {
    publish: ({ connector, number }: Version) =>
      void modal.confirm({
        title: t('connectors.rollBackAsk', { number }),
        content: t('connectors.publishReplaces'),
        okText: t('nodes.publishNow'),
        cancelText: t('components.cancel'),
        onOk: () =>
          taken(
            api.POST('/v1/definitions/{connector}/versions/{number}/publish', {
              params: { path: { connector, number } },
            }),
          ).then(done, tell),
      }),
    withdraw: ({ connector }: Version) =>
      void modal.confirm({
        title: t('connectors.withdrawAsk'),
        okText: t('nodes.withdraw'),
        cancelText: t('components.cancel'),
        okButtonProps: { danger: true },
        onOk: () =>
          taken(
            api.DELETE('/v1/definitions/{connector}/published', {
              params: { path: { connector } },
            }),
          ).then(done, tell),
      }),
  };
}
