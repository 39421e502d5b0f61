import { useTranslation } from 'react-i18next';
import { longTime, shortTime } from './time';

/** A time inside a sentence. */
export function useTimeText(): (at: string) => string {
  const { i18n } = useTranslation();
  return (at) => shortTime(new Date(at), new Date(), i18n.language);
}

export function Time({ at }: { at: string | undefined | null }) {
  const { i18n } = useTranslation();
  if (!at) return null;
  const date = new Date(at);
  return (
    <time dateTime={at} title={longTime(date, i18n.language)} className="num nowrap">
      {shortTime(date, new Date(), i18n.language)}
    </time>
  );
}
