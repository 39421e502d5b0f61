import { useTranslation } from 'react-i18next';

/** Seconds as people say them. */
export function useDuration(): (seconds: number) => string {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  return (seconds) => {
    if (seconds < 120) return t('waiting.seconds.s', { n: number.format(seconds) });
    if (seconds < 7_200) return t('waiting.seconds.m', { n: number.format(seconds / 60) });
    return t('waiting.seconds.h', { n: number.format(seconds / 3_600) });
  };
}
