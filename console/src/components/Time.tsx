import { useTranslation } from 'react-i18next';
import { longTime, shortTime } from './time';

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
