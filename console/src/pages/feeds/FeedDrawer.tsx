import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Drawer, InputNumber, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, json, taken } from '../../api/client';
import type { FeedTerms, Page as ListPage, WaitingMessage } from '../../api/shapes';
import { Empty } from '../../components/Empty';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';
import { Loaded } from '../../components/Loaded';
import { Section } from '../../components/Page';
import { Time, useTimeText } from '../../components/Time';
import { Trouble } from '../../components/Trouble';
import { useDuration } from '../../components/useDuration';
import { useMay } from '../../session/session';
import { RenderedContent } from '../messages/RenderedContent';

interface Props {
  feed: string;
  close: () => void;
}

/** Who takes from a feed, and what is in it; looking takes nothing. */
export function FeedDrawer({ feed, close }: Props) {
  const terms = useQuery({
    queryKey: ['feed', feed],
    queryFn: () => taken(api.GET('/v1/feeds/{feed}', { params: { path: { feed } } })),
    refetchInterval: 5_000,
  });
  return (
    <Drawer open onClose={close} title={feed} size={860}>
      <div className="stack">
        <Loaded query={terms}>{(found) => <Terms terms={found} />}</Loaded>
        <Waiting feed={feed} />
      </div>
    </Drawer>
  );
}

function Terms({ terms }: { terms: FeedTerms }) {
  const { t } = useTranslation();
  const duration = useDuration();
  const may = useMay();
  const [changing, setChanging] = useState(false);
  return (
    <>
      <div className="row">
        {t('feeds.terms', { lease: duration(terms.lease), deliveries: terms.deliveries })}
        {may('edit') && (
          <Button size="small" onClick={() => setChanging(true)}>
            {t('feeds.change')}
          </Button>
        )}
      </div>
      <div className="card scroll" tabIndex={0} role="region" aria-label={t('feeds.consumer')}>
        <Table
          rowKey="name"
          size="small"
          pagination={false}
          dataSource={terms.consumers}
          locale={{ emptyText: t('feeds.nobody') }}
          columns={[
            { title: t('feeds.consumer'), dataIndex: 'name' },
            { title: t('feeds.holds'), dataIndex: 'holds', className: 'num', align: 'right' },
            { title: t('feeds.lastTook'), render: (_, each) => <Time at={each.lastLeasedAt} /> },
          ]}
        />
      </div>
      {changing && <Change terms={terms} close={() => setChanging(false)} />}
    </>
  );
}

function Change({ terms, close }: { terms: FeedTerms; close: () => void }) {
  const { t } = useTranslation();
  const save = ({ lease, deliveries }: { lease: string; deliveries: number }) =>
    taken(
      api.PUT('/v1/feeds/{feed}', {
        params: { path: { feed: terms.code } },
        body: { lease, deliveries },
      }),
    );
  return (
    <FormDrawer
      title={terms.code}
      initial={{ lease: terms.lease, deliveries: terms.deliveries }}
      save={save}
      close={close}
    >
      <Field name="lease" label={t('feeds.lease')} hint={t('feeds.leaseHint')} />
      <Field name="deliveries" label={t('feeds.deliveries')} hint={t('feeds.deliveriesHint')}>
        <InputNumber min={1} max={1000} />
      </Field>
    </FormDrawer>
  );
}

function Waiting({ feed }: { feed: string }) {
  const { t } = useTranslation();
  const at = useTimeText();
  const messages = useInfiniteQuery({
    queryKey: ['feed', feed, 'waiting'],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: '50' });
      if (pageParam) query.set('cursor', pageParam);
      return json<ListPage<WaitingMessage>>(
        `/v1/feeds/${encodeURIComponent(feed)}/waiting?${query}`,
      );
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
  const stateOf = (message: WaitingMessage) => {
    if (message.consumer && message.leasedUntil)
      return t('feeds.held', { consumer: message.consumer, at: at(message.leasedUntil) });
    return new Date(message.dueAt) > new Date()
      ? t('feeds.later', { at: at(message.dueAt) })
      : t('feeds.due');
  };
  return (
    <Section title={t('feeds.waiting')}>
      {messages.error && <Trouble problem={messages.error} />}
      <div className="card scroll" tabIndex={0} role="region" aria-label={t('feeds.waiting')}>
        <Table
          rowKey="message"
          size="small"
          loading={messages.isPending}
          pagination={false}
          dataSource={messages.data?.pages.flatMap((page) => page.items) ?? []}
          locale={{ emptyText: <Empty title={t('feeds.empty')}> </Empty> }}
          expandable={{
            expandedRowRender: (message) => <RenderedContent id={message.message} />,
            columnTitle: <span className="hidden">{t('feeds.says')}</span>,
          }}
          columns={[
            { title: t('feeds.put'), render: (_, message) => <Time at={message.putAt} /> },
            {
              title: t('feeds.message'),
              render: (_, { message }) => (
                <Link className="mono" to={`/messages/${message}`}>
                  {message.slice(0, 8)}…
                </Link>
              ),
            },
            { title: t('feeds.state'), render: (_, message) => stateOf(message) },
            {
              title: t('feeds.times'),
              className: 'num',
              align: 'right',
              render: (_, message) =>
                message.ordered
                  ? `${message.deliveries} · ${t('feeds.ordered')}`
                  : message.deliveries,
            },
          ]}
        />
        {messages.hasNextPage && (
          <div className="more row">
            <Button onClick={() => void messages.fetchNextPage()}>{t('components.more')}</Button>
          </div>
        )}
      </div>
    </Section>
  );
}
