import { useQuery } from '@tanstack/react-query';
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
          <span className="num">{text(counts.data, state, number)}</span>
        </button>
      ))}
    </div>
  );
}

function text(counts: MessageCounts | undefined, state: State, number: Intl.NumberFormat): string {
  const count = number.format(counts?.byState[state] ?? 0);
  return counts?.atLeast?.includes(state) ? `${count}+` : count;
}
