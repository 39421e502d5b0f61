import type { Message } from '../../api/shapes';
import { useReason } from '../../components/useReason';
import type { Reason } from '../../words/reasons';

/** What is behind a standing, when its words name that. */
function whyOf(standing: Reason): Reason | null {
  const why = standing.parameters?.['why'];
  return typeof why === 'object' && why !== null ? (why as Reason) : null;
}

/** One line about a message in a list, beside the mark of its state. */
export function useVerdictLine(): (message: Message) => string {
  const told = useReason();
  return ({ state, standing }) => {
    switch (state) {
      case 'DIGESTED':
      case 'CANCELLED':
      case 'RECALLED':
      case 'DELIVERED':
        return '';
      case 'FAILED':
      case 'UNDELIVERED':
      case 'UNKNOWN':
      case 'SUPPRESSED':
      case 'EXPIRED':
      case 'PENDING':
        return told(whyOf(standing) ?? standing);
      case 'SENDING':
      case 'SENT':
        return told(standing);
    }
  };
}
