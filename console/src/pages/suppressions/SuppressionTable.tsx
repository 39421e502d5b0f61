import { App, Button, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { json } from '../../api/client';
import { useTenantName } from '../../api/lists';
import { queries } from '../../api/queries';
import type { Suppression } from '../../api/shapes';
import { ChannelName } from '../../components/ChannelName';
import { Empty } from '../../components/Empty';
import { Time } from '../../components/Time';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useReason } from '../../components/useReason';
import { useMay } from '../../session/session';

interface Props {
  entries: Suppression[];
  loading: boolean;
  empty: string;
  hint?: string;
}

export function SuppressionTable({ entries, loading, empty, hint }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const tenantName = useTenantName();
  return (
    <div className="card scroll" tabIndex={0} role="region" aria-label={t('suppressions.title')}>
      <Table
        rowKey="id"
        size="middle"
        loading={loading}
        pagination={false}
        dataSource={entries}
        locale={{ emptyText: <Empty title={empty}>{hint}</Empty> }}
        columns={[
          {
            title: t('suppressions.address'),
            render: (_, entry) =>
              entry.address ? (
                <span className="mono">{entry.address}</span>
              ) : (
                <span className="soft">{t('suppressions.erased')}</span>
              ),
          },
          {
            title: t('suppressions.channel'),
            render: (_, entry) => <ChannelName channel={entry.channel} />,
          },
          { title: t('suppressions.tenant'), render: (_, { tenant }) => tenantName(tenant) },
          { title: t('suppressions.why'), render: (_, entry) => <Why entry={entry} /> },
          { title: t('suppressions.since'), render: (_, entry) => <Time at={entry.since} /> },
          { render: (_, entry) => may('operate') && <Lift entry={entry} /> },
        ]}
      />
    </div>
  );
}

function Why({ entry }: { entry: Suppression }) {
  const { t } = useTranslation();
  const told = useReason();
  return (
    <>
      {t(`suppressions.causes.${entry.cause}`)}
      {entry.by && ` · ${t('suppressions.by', { by: entry.by })}`}
      {entry.message && (
        <>
          {' · '}
          <Link to={`/messages/${entry.message}`}>{t('suppressions.message')}</Link>
        </>
      )}
      {entry.reason && <span className="sub">{told(entry.reason)}</span>}
      {entry.note && <span className="sub">{entry.note}</span>}
    </>
  );
}

function Lift({ entry }: { entry: Suppression }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const tell = useTroubleMessage();
  const confirm = () =>
    modal.confirm({
      title: t('suppressions.liftAsk', { address: entry.address }),
      content: t('suppressions.liftHint'),
      okText: t('suppressions.lift'),
      cancelText: t('suppressions.keep'),
      onOk: () =>
        json(`/v1/suppressions/${entry.id}`, 'DELETE').then(
          () => void queries.invalidateQueries({ queryKey: ['suppressions'] }),
          tell,
        ),
    });
  return (
    <Button size="small" onClick={() => void confirm()}>
      {t('suppressions.lift')}
    </Button>
  );
}
