import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Segmented, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { json } from '../../api/client';
import type { EventDelivery, Page as ListPage, Subscription } from '../../api/shapes';
import { Empty } from '../../components/Empty';
import { Time } from '../../components/Time';
import { Trouble } from '../../components/Trouble';
import { useMay } from '../../session/session';
import { DeliveryDrawer } from './DeliveryDrawer';
import { DeliveryOutcome } from './DeliveryOutcome';
import { ReplayFailed } from './ReplayFailed';
import { useTypeName } from './types';

const STATES = ['ALL', 'WAITING', 'DELIVERED', 'FAILED'] as const;

/** What was sent to a subscription, and what became of it. */
export function Deliveries({ of }: { of: Subscription }) {
  const { t } = useTranslation();
  const may = useMay();
  const name = useTypeName();
  const [state, setState] = useState<(typeof STATES)[number]>('ALL');
  const [open, setOpen] = useState<EventDelivery>();
  const deliveries = useInfiniteQuery({
    queryKey: ['event-deliveries', of.application, of.code, state],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: '50' });
      if (state !== 'ALL') query.set('state', state);
      if (pageParam) query.set('cursor', pageParam);
      return json<ListPage<EventDelivery>>(
        `/v1/applications/${of.application}/subscriptions/${of.code}/deliveries?${query}`,
      );
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    refetchInterval: 5_000,
  });
  return (
    <>
      <div className="row">
        <Segmented
          aria-label={t('subscriptions.state')}
          options={STATES.map((value) => ({ value, label: t(`subscriptions.states.${value}`) }))}
          value={state}
          onChange={setState}
        />
        {may('operate') && of.enabled && <ReplayFailed of={of} />}
      </div>
      {deliveries.error && <Trouble problem={deliveries.error} />}
      <div
        className="card scroll"
        tabIndex={0}
        role="region"
        aria-label={t('subscriptions.deliveries')}
      >
        <Table
          rowKey="id"
          size="middle"
          loading={deliveries.isPending}
          pagination={false}
          dataSource={deliveries.data?.pages.flatMap((page) => page.items) ?? []}
          locale={{
            emptyText: (
              <Empty title={t('subscriptions.deliveriesNone')}>
                {t('subscriptions.deliveriesNoneHint')}
              </Empty>
            ),
          }}
          columns={[
            { title: t('subscriptions.at'), render: (_, each) => <Time at={each.at} /> },
            {
              title: t('subscriptions.event'),
              render: (_, each) => (
                <>
                  {name(each.type)}
                  {each.message && (
                    <Link className="sub mono" to={`/messages/${each.message}`}>
                      {each.message}
                    </Link>
                  )}
                </>
              ),
            },
            {
              title: t('subscriptions.outcome'),
              render: (_, each) => <DeliveryOutcome of={each} />,
            },
            {
              title: t('subscriptions.attempts'),
              className: 'num',
              align: 'right' as const,
              dataIndex: 'attempts',
            },
            {
              render: (_, each) => (
                <Button size="small" onClick={() => setOpen(each)}>
                  {t('subscriptions.open')}
                </Button>
              ),
            },
          ]}
        />
        {deliveries.hasNextPage && (
          <div className="more row">
            <Button onClick={() => void deliveries.fetchNextPage()}>{t('components.more')}</Button>
          </div>
        )}
      </div>
      {open && <DeliveryDrawer of={of} id={open.id} close={() => setOpen(undefined)} />}
    </>
  );
}
