import { useTranslation } from 'react-i18next';
import { took } from './time';

/** Milliseconds as the reader says them. */
export function useDuration(): (millis: number) => string {
  const { i18n } = useTranslation();
  return (millis) => took(millis, i18n.language);
}
