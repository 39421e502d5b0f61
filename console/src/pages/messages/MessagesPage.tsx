import { DownloadOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { Trouble } from '../../components/Trouble';
import { useTimeText } from '../../components/Time';
import { useMay } from '../../session/session';
import { BulkAct, type Act } from './BulkAct';
import { ColumnChoice } from './ColumnChoice';
import { FilterBar } from './FilterBar';
import {
  listMessages,
  queryOf,
  readWanted,
  resolved,
  writeWanted,
  type Filter,
  type Wanted,
} from './filters';
import { MessageTable } from './MessageTable';
import { useSeeking } from './sought';
import { StateCounts } from './StateCounts';
import { useNow } from './useNow';

const WHAT_WAITS: Act[] = ['cancel', 'reschedule'];
const WHAT_WENT: Act[] = ['recall', 'resend'];
const FRESH = 4_000;
const MINUTE = 60_000;

export default function MessagesPage() {
  const { t } = useTranslation();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const wanted = readWanted(search);
  const now = useNow(MINUTE);
  const filter = resolved(wanted, now);
  const [act, setAct] = useState<Act | null>(null);
  const choose = (next: Wanted) => setSearch(writeWanted(next));
  const seeking = useSeeking(wanted, choose);
  return (
    <Page
      title={t('messages.title')}
      actions={
        <>
          <Tooltip title={t('messages.exportLimit')}>
            <Button
              icon={<DownloadOutlined aria-hidden />}
              href={`/v1/messages/export?${queryOf(filter)}`}
              download="messages.csv"
            >
              {t('messages.export')}
            </Button>
          </Tooltip>
          <ColumnChoice />
          {may('operate') &&
            (filter.state === 'PENDING' ? WHAT_WAITS : WHAT_WENT).map((one) => (
              <Button key={one} onClick={() => setAct(one)}>
                {t(`messages.all.${one}`)}
              </Button>
            ))}
        </>
      }
    >
      <FilterBar wanted={wanted} choose={choose} seek={seeking.seek} />
      {seeking.error && <Trouble problem={seeking.error} />}
      {seeking.waits ? null : (
        <>
          <StateCounts
            filter={filter}
            choose={(state) => choose({ ...wanted, filter: { ...wanted.filter, state } })}
          />
          <Results key={queryOf(wanted.filter)} filter={filter} since={wanted.since} />
        </>
      )}
      {act && <BulkAct act={act} filter={filter} close={() => setAct(null)} />}
    </Page>
  );
}

function Results({ filter, since }: { filter: Filter; since: Wanted['since'] }) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  const found = useInfiniteQuery({
    queryKey: ['messages', queryOf({ ...filter, from: since ?? filter.from })],
    queryFn: ({ pageParam }) => listMessages(filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) => (state.data && state.data.pages.length > 1 ? false : FRESH),
  });
  return (
    <div className="card">
      <Loaded query={found}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          const searchedTo = pages.at(-1)?.searchedTo;
          return (
            <>
              {items.length > 0 ? (
                <MessageTable messages={items} />
              ) : (
                <Empty title={t('messages.none')}>{t('messages.noneHint')}</Empty>
              )}
              {found.hasNextPage && (
                <div className="more row">
                  <Button
                    loading={found.isFetchingNextPage}
                    onClick={() => void found.fetchNextPage()}
                  >
                    {t('messages.older')}
                  </Button>
                  {searchedTo && (
                    <span className="soft small">
                      {t('messages.searchedTo', { time: timeText(searchedTo) })}
                    </span>
                  )}
                </div>
              )}
            </>
          );
        }}
      </Loaded>
    </div>
  );
}
