import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Segmented, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { json } from '../../api/client';
import type { Page as ListPage, QuarantinedRecord } from '../../api/shapes';
import { Empty } from '../../components/Empty';
import { Time } from '../../components/Time';
import { Trouble } from '../../components/Trouble';
import { RecordDrawer } from './RecordDrawer';
import { useWrong } from './useWrong';

const STATES = ['WAITING', 'REPLAYED', 'DISCARDED'] as const;

/** Records that could not be taken, and what becomes of them. */
export function Quarantine() {
  const { t } = useTranslation();
  const wrong = useWrong();
  const [state, setState] = useState<(typeof STATES)[number]>('WAITING');
  const [open, setOpen] = useState<QuarantinedRecord>();
  const records = useInfiniteQuery({
    queryKey: ['quarantine', state],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ state, limit: '50' });
      if (pageParam) query.set('cursor', pageParam);
      return json<ListPage<QuarantinedRecord>>(`/v1/quarantine?${query}`);
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
  return (
    <>
      <Segmented
        aria-label={t('queues.state')}
        options={STATES.map((value) => ({ value, label: t(`queues.states.${value}`) }))}
        value={state}
        onChange={setState}
      />
      {records.error && <Trouble problem={records.error} />}
      <div className="card scroll" tabIndex={0} role="region" aria-label={t('queues.quarantine')}>
        <Table
          rowKey="id"
          size="middle"
          loading={records.isPending}
          pagination={false}
          dataSource={records.data?.pages.flatMap((page) => page.items) ?? []}
          locale={{ emptyText: <Empty title={t('queues.empty')}>{t('queues.emptyHint')}</Empty> }}
          columns={[
            { title: t('queues.arrived'), render: (_, record) => <Time at={record.arrivedAt} /> },
            {
              title: t('queues.queue'),
              render: (_, record) => (
                <>
                  {record.queue}
                  <span className="sub mono">{record.position}</span>
                </>
              ),
            },
            { title: t('queues.application'), dataIndex: 'application' },
            {
              title: t('queues.wrong'),
              render: (_, record) =>
                record.state === 'WAITING'
                  ? wrong(record)
                  : t('queues.decided', {
                      state: t(`queues.states.${record.state}`),
                      by: record.decidedBy,
                    }),
            },
            {
              render: (_, record) =>
                record.state === 'WAITING' && (
                  <Button size="small" onClick={() => setOpen(record)}>
                    {t('queues.open')}
                  </Button>
                ),
            },
          ]}
        />
        {records.hasNextPage && (
          <div className="more row">
            <Button onClick={() => void records.fetchNextPage()}>{t('components.more')}</Button>
          </div>
        )}
      </div>
      {open && <RecordDrawer record={open} close={() => setOpen(undefined)} />}
    </>
  );
}
