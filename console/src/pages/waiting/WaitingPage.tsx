import { useQuery } from '@tanstack/react-query';
import { Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { json } from '../../api/client';
import { useTenantName } from '../../api/lists';
import type { Waiting, WaitingHeap } from '../../api/shapes';
import { ChannelName } from '../../components/ChannelName';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../components/Loaded';
import { NodeName } from '../../components/NodeName';
import { Page } from '../../components/Page';
import { Time } from '../../components/Time';
import { useReason } from '../../components/useReason';
import { useMay } from '../../session/session';
import { ActDrawer } from './ActDrawer';
import { Acts } from './Acts';
import { Drains } from './Drains';
import { Paused } from './Paused';

/** What waits, what is paused, and what was decided about it. */
export default function WaitingPage() {
  const { t, i18n } = useTranslation();
  const [on, setOn] = useState<WaitingHeap>();
  const number = new Intl.NumberFormat(i18n.language);
  const waiting = useQuery({
    queryKey: ['waiting'],
    queryFn: () => json<Waiting>('/v1/waiting'),
    refetchInterval: 5_000,
  });
  return (
    <Page title={t('waiting.title')}>
      <p className="soft">{t('waiting.hint')}</p>
      <Loaded query={waiting}>
        {(view) => (
          <>
            <p>
              {t(view.atLeast ? 'waiting.summaryMost' : 'waiting.summary', {
                n: number.format(view.count),
                arriving: number.format(view.arrivingPerMinute),
              })}
            </p>
            <Heaps heaps={view.items} handle={setOn} />
          </>
        )}
      </Loaded>
      <Paused />
      <Drains />
      <Acts />
      {on && <ActDrawer on={on} close={() => setOn(undefined)} />}
    </Page>
  );
}

function Heaps({ heaps, handle }: { heaps: WaitingHeap[]; handle: (heap: WaitingHeap) => void }) {
  const { t, i18n } = useTranslation();
  const told = useReason();
  const tenantName = useTenantName();
  const may = useMay();
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <div className="card scroll" tabIndex={0} role="region" aria-label={t('waiting.title')}>
      <Table
        rowKey={(heap) =>
          [
            heap.application,
            heap.node,
            heap.tenant,
            heap.lane,
            heap.channel,
            heap.reason?.code,
          ].join(' ')
        }
        size="middle"
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        dataSource={heaps}
        locale={{ emptyText: <Empty title={t('waiting.none')} /> }}
        columns={[
          {
            title: t('waiting.whose'),
            render: (_, heap) => <NodeName application={heap.application} node={heap.node} />,
          },
          { title: t('waiting.tenant'), render: (_, heap) => tenantName(heap.tenant) },
          { title: t('waiting.lane'), dataIndex: 'lane' },
          {
            title: t('waiting.channel'),
            render: (_, heap) => <ChannelName channel={heap.channel} />,
          },
          {
            title: <span className="nowrap">{t('waiting.count')}</span>,
            className: 'num',
            align: 'right',
            render: (_, heap) => number.format(heap.count),
          },
          { title: t('waiting.oldest'), render: (_, heap) => <Time at={heap.oldest} /> },
          {
            title: t('waiting.why'),
            render: (_, heap) => (heap.reason ? told(heap.reason) : t('waiting.turn')),
          },
          {
            render: (_, heap) =>
              may('operate') && (
                <Button
                  size="small"
                  aria-label={t('waiting.handleAria', { what: `${heap.application}/${heap.node}` })}
                  onClick={() => handle(heap)}
                >
                  {t('waiting.handle')}
                </Button>
              ),
          },
        ]}
      />
    </div>
  );
}
