import { useTranslation } from 'react-i18next';
import type { Message } from '../../api/shapes';
import { useTimeText } from '../../components/Time';
import { useReason } from './useReason';
import { verdictOf, type Verdict } from './verdict';

/** A verdict's sentence in the reader's language. */
export function useSentence(): (verdict: Verdict) => string {
  const { t } = useTranslation();
  const timeText = useTimeText();
  return ({ says, with: values }) =>
    t(`messages.verdict.${says}`, {
      ...values,
      time: values.time && timeText(values.time),
    });
}

/** What stands after the server's first words, which the state says already. */
function reasonTold(verdict: string): string {
  return verdict.replace(/^.*?: /s, '').replace(/\.$/, '');
}

/** One line about a message in a list, which has no trace: the server's words are the reason. */
export function useVerdictLine(): (message: Message) => string {
  const sentence = useSentence();
  const told = useReason();
  return (message) => {
    const reason = told(reasonTold(message.verdict));
    switch (message.state) {
      case 'FAILED':
      case 'UNDELIVERED':
      case 'UNKNOWN':
      case 'SUPPRESSED':
      case 'EXPIRED':
        return reason;
      case 'CANCELLED':
      case 'DELIVERED':
        return '';
      case 'PENDING':
      case 'SENDING':
      case 'SENT': {
        const verdict = verdictOf(message);
        return verdict.reason ? told(verdict.reason) : sentence(verdict);
      }
    }
  };
}
