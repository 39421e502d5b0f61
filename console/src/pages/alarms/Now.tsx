import { useQuery } from '@tanstack/react-query';
import { App, Button, Input, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { json } from '../../api/client';
import { queries } from '../../api/queries';
import type { Alarm, Page } from '../../api/shapes';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../components/Loaded';
import { Time } from '../../components/Time';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useReason } from '../../components/useReason';
import { useMay } from '../../session/session';
import { placeOf } from './places';
import { Severity } from './Severity';

/** What is amiss now, what can be looked at, and who knows. */
export function Now() {
  const { t } = useTranslation();
  const told = useReason();
  const alarms = useQuery({
    queryKey: ['alarms'],
    queryFn: () => json<Page<Alarm>>('/v1/alarms'),
    refetchInterval: 5_000,
  });
  return (
    <Loaded query={alarms}>
      {({ items }) => (
        <div className="card scroll" tabIndex={0} role="region" aria-label={t('alarms.tabs.now')}>
          <Table
            rowKey="id"
            size="middle"
            pagination={{ pageSize: 50, hideOnSinglePage: true }}
            dataSource={items}
            locale={{ emptyText: <Empty title={t('alarms.none')}>{t('alarms.noneHint')}</Empty> }}
            columns={[
              {
                title: t('alarms.severityOf'),
                render: (_, alarm) => <Severity alarm={alarm} />,
              },
              {
                title: t('alarms.what'),
                render: (_, alarm) => (
                  <>
                    <Link to={placeOf(alarm)}>{told(alarm.reason)}</Link>
                    <span className="sub">
                      {t(`alarms.kind.${alarm.kind}`)}
                      {alarm.note && ` · ${alarm.note}`}
                    </span>
                  </>
                ),
              },
              { title: t('alarms.since'), render: (_, alarm) => <Time at={alarm.since} /> },
              { render: (_, alarm) => <Known alarm={alarm} /> },
            ]}
          />
        </div>
      )}
    </Loaded>
  );
}

function Known({ alarm }: { alarm: Alarm }) {
  const { t } = useTranslation();
  const may = useMay();
  if (alarm.acknowledgedBy) {
    return <Tag>{t('alarms.knows', { by: alarm.acknowledgedBy })}</Tag>;
  }
  return (
    <>
      {alarm.silent && <Tag>{t('alarms.silent')}</Tag>}
      {may('operate') && <Acknowledge alarm={alarm} />}
    </>
  );
}

function Acknowledge({ alarm }: { alarm: Alarm }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const tell = useTroubleMessage();
  const ask = () => {
    let note = '';
    void modal.confirm({
      title: t('alarms.acknowledge'),
      content: (
        <>
          <p>{t('alarms.acknowledged')}</p>
          <Input
            aria-label={t('alarms.note')}
            placeholder={t('alarms.note')}
            maxLength={500}
            onChange={(event) => (note = event.target.value)}
          />
        </>
      ),
      okText: t('alarms.acknowledge'),
      cancelText: t('components.cancel'),
      onOk: () =>
        json(`/v1/alarms/${alarm.id}/acknowledge`, 'POST', note ? { note } : {}).then(
          () => void queries.invalidateQueries(),
          tell,
        ),
    });
  };
  return (
    <Button size="small" onClick={ask}>
      {t('alarms.acknowledge')}
    </Button>
  );
}
