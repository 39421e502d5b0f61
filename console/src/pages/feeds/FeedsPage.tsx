import { useQuery } from '@tanstack/react-query';
import { Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import type { Feed } from '../../api/shapes';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { FeedDrawer } from './FeedDrawer';
import { useAge } from './useAge';

/** Counting stops there. */
const COUNTED = 100_000;

export default function FeedsPage() {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string>();
  const feeds = useQuery({
    queryKey: ['feeds'],
    queryFn: () => taken(api.GET('/v1/feeds')),
    refetchInterval: 5_000,
  });
  return (
    <Page title={t('feeds.title')}>
      <Loaded query={feeds}>
        {({ items }) => (
          <div className="card scroll" tabIndex={0} role="region" aria-label={t('feeds.title')}>
            <Feeds feeds={items} open={setOpen} />
          </div>
        )}
      </Loaded>
      <p className="sub">{t('feeds.hint')}</p>
      {open && <FeedDrawer feed={open} close={() => setOpen(undefined)} />}
    </Page>
  );
}

function Feeds({ feeds, open }: { feeds: Feed[]; open: (feed: string) => void }) {
  const { t, i18n } = useTranslation();
  const age = useAge();
  const number = new Intl.NumberFormat(i18n.language);
  const count = (n: number) =>
    n >= COUNTED ? t('feeds.depthMost', { n: number.format(n) }) : number.format(n);
  const figure = (title: string, of: (feed: Feed) => string) => ({
    title,
    className: 'num',
    align: 'right' as const,
    render: (_: unknown, feed: Feed) => of(feed),
  });
  return (
    <Table
      rowKey="feed"
      size="middle"
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      dataSource={feeds}
      locale={{ emptyText: <Empty title={t('feeds.none')}>{t('feeds.noneHint')}</Empty> }}
      columns={[
        {
          title: t('feeds.feed'),
          render: (_, { feed }) => (
            <button
              type="button"
              className="link"
              aria-label={t('feeds.open', { feed })}
              onClick={() => open(feed)}
            >
              {feed}
            </button>
          ),
        },
        figure(t('feeds.depth'), (feed) => count(feed.depth)),
        figure(t('feeds.leased'), (feed) => count(feed.leased)),
        figure(t('feeds.oldest'), (feed) => age(feed.oldestSeconds)),
        figure(t('feeds.lag'), (feed) => age(feed.lagSeconds)),
        figure(t('feeds.consumers'), (feed) => number.format(feed.consumers)),
      ]}
    />
  );
}
