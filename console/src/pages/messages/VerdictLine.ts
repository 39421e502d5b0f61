import { useTranslation } from 'react-i18next';
import type { Message } from '../../api/shapes';
import { shortTime } from '../../components/time';
import { verdictOf, type Verdict } from './verdict';

/** A verdict's sentence in the reader's language. */
export function useSentence(): (verdict: Verdict) => string {
  const { t, i18n } = useTranslation();
  return ({ says, with: values }) =>
    t(`messages.verdict.${says}`, {
      ...values,
      time: values.time && shortTime(new Date(values.time), new Date(), i18n.language),
    });
}

/** One line about a message in a list, which has no trace: the server's words are the reason. */
export function useVerdictLine(): (message: Message) => string {
  const sentence = useSentence();
  return (message) => {
    const reason = message.verdict.replace(/^[^:]*: /, '').replace(/\.$/, '');
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
      case 'SENT':
        return sentence(verdictOf(message));
    }
  };
}
