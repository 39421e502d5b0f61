import { useTranslation } from 'react-i18next';
import { spanOf, took } from './time';

/** Milliseconds, or a span of the API such as `7d`, as the reader says them. */
export function useDuration(): (span: number | string) => string {
  const { i18n } = useTranslation();
  return (span) => {
    const millis = typeof span === 'string' ? spanOf(span) : span;
    return millis === undefined ? String(span) : took(millis, i18n.language);
  };
}
