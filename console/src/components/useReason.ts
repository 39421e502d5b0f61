import { useTranslation } from 'react-i18next';
import { worded, type Reason } from '../words/reasons';
import { useTimeText } from './Time';

/** A reason in the reader's language, from its code. */
export function useReason(): (reason: Reason) => string {
  const { i18n } = useTranslation();
  const timeText = useTimeText();
  return (reason) => worded(reason, i18n.language, timeText);
}
