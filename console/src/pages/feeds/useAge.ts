import { useTranslation } from 'react-i18next';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds as people say them, in one unit; nothing for nothing. */
export function useAge(): (seconds: number | undefined | null) => string {
  const { t } = useTranslation();
  return (seconds) => {
    if (seconds === undefined || seconds === null) return '–';
    if (seconds < MINUTE) return t('feeds.ago.s', { n: Math.floor(seconds) });
    if (seconds < HOUR) return t('feeds.ago.m', { n: Math.floor(seconds / MINUTE) });
    if (seconds < DAY) return t('feeds.ago.h', { n: Math.floor(seconds / HOUR) });
    return t('feeds.ago.d', { n: Math.floor(seconds / DAY) });
  };
}
