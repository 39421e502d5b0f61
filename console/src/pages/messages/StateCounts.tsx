import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageCounts, State } from '../../api/shapes';
import { STATES, StateMark } from '../../components/StateMark';
import { countMessages, queryOf, type Filter } from './filters';

const FRESH = 4_000;

/** How many messages are in each state; a click narrows the list to it. */
export function StateCounts({
  filter,
  choose,
}: {
  filter: Filter;
  choose: (state: State | undefined) => void;
}) {
  const { t, i18n } = useTranslation();
  const counts = useQuery({
    queryKey: ['counts', queryOf({ ...filter, state: undefined })],
    queryFn: () => countMessages(filter),
    refetchInterval: FRESH,
    placeholderData: (before) => before,
  });
  const shown = STATES.filter(
    (state) => state === filter.state || (counts.data?.byState[state] ?? 0) > 0,
  );
  const number = new Intl.NumberFormat(i18n.language);
  const least = useLeast(queryOf({ ...filter, state: undefined }), counts.data);
  return (
    <div className="counts" role="group" aria-label={t('messages.state')}>
      <button type="button" aria-pressed={!filter.state} onClick={() => choose(undefined)}>
        {t('messages.total')}
      </button>
      {shown.map((state) => (
        <button
          key={state}
          type="button"
          aria-pressed={filter.state === state}
          onClick={() => choose(filter.state === state ? undefined : state)}
        >
          <StateMark state={state} />
          <span className="num">{text(counts.data, state, number, least)}</span>
        </button>
      ))}
    </div>
  );
}

type Counted = Partial<Record<State, number>>;

/** The most of each state that was seen in a view: "at least 900" stays true once 800 are counted. */
function useLeast(view: string, counts: MessageCounts | undefined): Counted {
  const kept = useRef<{ view: string; most: Counted }>({ view, most: {} });
  if (kept.current.view !== view) kept.current = { view, most: {} };
  const { most } = kept.current;
  for (const state of counts?.atLeast ?? []) {
    most[state] = Math.max(most[state] ?? 0, counts?.byState[state] ?? 0);
  }
  return most;
}

function text(
  counts: MessageCounts | undefined,
  state: State,
  number: Intl.NumberFormat,
  least: Counted,
): string {
  const count = counts?.byState[state] ?? 0;
  return counts?.atLeast?.includes(state)
    ? `${number.format(Math.max(count, least[state] ?? 0))}+`
    : number.format(count);
}
