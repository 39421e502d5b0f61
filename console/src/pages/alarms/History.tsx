import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { json } from '../../api/client';
import type { Alarm, Page } from '../../api/shapes';
import { Empty } from '../../components/Empty';
import { Time } from '../../components/Time';
import { Trouble } from '../../components/Trouble';
import { useReason } from '../../components/useReason';
import { Severity } from './Severity';

/** Alarms that are over, newest first. */
export function History() {
  const { t } = useTranslation();
  const told = useReason();
  const alarms = useInfiniteQuery({
    queryKey: ['alarms', 'history'],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: '50' });
      if (pageParam) query.set('cursor', pageParam);
      return json<Page<Alarm>>(`/v1/alarms/history?${query}`);
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
  if (alarms.error) return <Trouble problem={alarms.error} />;
  return (
    <div className="card scroll" tabIndex={0} role="region" aria-label={t('alarms.tabs.history')}>
      <Table
        rowKey="id"
        size="middle"
        loading={alarms.isPending}
        pagination={false}
        dataSource={alarms.data?.pages.flatMap((page) => page.items) ?? []}
        locale={{ emptyText: <Empty title={t('alarms.noHistory')} /> }}
        columns={[
          { title: t('alarms.severityOf'), render: (_, alarm) => <Severity alarm={alarm} /> },
          {
            title: t('alarms.what'),
            render: (_, alarm) => (
              <>
                {told(alarm.reason)}
                <span className="sub">
                  {t(`alarms.kind.${alarm.kind}`)}
                  {alarm.acknowledgedBy && ` · ${t('alarms.knows', { by: alarm.acknowledgedBy })}`}
                  {alarm.note && ` · ${alarm.note}`}
                </span>
              </>
            ),
          },
          { title: t('alarms.since'), render: (_, alarm) => <Time at={alarm.since} /> },
          { title: t('alarms.lasted'), render: (_, alarm) => <Time at={alarm.resolvedAt} /> },
        ]}
      />
      {alarms.hasNextPage && (
        <div className="more row">
          <Button onClick={() => void alarms.fetchNextPage()}>{t('components.more')}</Button>
        </div>
      )}
    </div>
  );
}
