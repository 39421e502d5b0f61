import { useTranslation } from 'react-i18next';

/** Names one after the other, separated as the reader's language does. */
export function useList(): (names: string[]) => string {
  const { i18n } = useTranslation();
  return (names) => names.join(i18n.language === 'zh' ? '、' : ', ');
}
