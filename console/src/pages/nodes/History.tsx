import { useMutation } from '@tanstack/react-query';
import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import { queries } from '../../api/queries';
import { Empty } from '../../components/Empty';
import { Time } from '../../components/Time';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useMay } from '../../session/session';
import { draftOf, type Draft } from './body';
import { Difference } from './Difference';
import type { Version } from './TemplatePage';

interface Props {
  template: string | undefined;
  versions: Version[];
  published: number | undefined;
  use: (version: Version) => void;
}

/** Every version there was. None is ever changed: rolling back publishes an earlier one. */
export function History({ template, versions, published, use }: Props) {
  const { t } = useTranslation();
  const tell = useTroubleMessage();
  const may = useMay();
  const { modal } = App.useApp();
  const [compared, setCompared] = useState<Version | null>(null);
  const done = { onSuccess: () => queries.invalidateQueries(), onError: tell };
  const publish = useMutation({
    mutationFn: (number: number) =>
      taken(
        api.POST('/v1/templates/{id}/versions/{number}/publish', {
          params: { path: { id: template ?? '', number } },
        }),
      ),
    ...done,
  });
  const withdraw = () =>
    modal.confirm({
      title: t('nodes.withdrawAsk'),
      okText: t('nodes.withdraw'),
      cancelText: t('components.cancel'),
      okButtonProps: { danger: true },
      onOk: () =>
        taken(
          api.DELETE('/v1/templates/{id}/published', { params: { path: { id: template ?? '' } } }),
        ).then(() => queries.invalidateQueries(), tell),
    });
  if (versions.length === 0) return <Empty title={t('nodes.historyNone')} />;
  return (
    <>
      <ol className="history">
        {versions.map((version) => (
          <li key={version.id}>
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
              {version.number > 1 && (
                <Button size="small" type="text" onClick={() => setCompared(version)}>
                  {t('nodes.compare')}
                </Button>
              )}
              <Button size="small" type="text" onClick={() => use(version)}>
                {t('nodes.use')}
              </Button>
              {may('edit') &&
                (version.number === published ? (
                  <Button size="small" type="text" danger onClick={() => void withdraw()}>
                    {t('nodes.withdraw')}
                  </Button>
                ) : (
                  <Button size="small" type="text" onClick={() => publish.mutate(version.number)}>
                    {t('nodes.rollBack')}
                  </Button>
                ))}
            </div>
          </li>
        ))}
      </ol>
      {compared && (
        <Modal
          open
          footer={null}
          width={760}
          onCancel={() => setCompared(null)}
          title={t('nodes.diffTitle', { from: compared.number - 1, to: compared.number })}
        >
          <Difference
            before={contentAt(versions, compared.number - 1)}
            after={contentAt(versions, compared.number)}
          />
        </Modal>
      )}
    </>
  );
}

function contentAt(versions: Version[], number: number): Draft {
  const found = versions.find((version) => version.number === number);
  return draftOf((found?.content ?? {}) as Record<string, unknown>);
}
