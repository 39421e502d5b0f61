import { useTranslation } from 'react-i18next';
import { en } from './words';

type Known = keyof typeof en.type;

const PREFIX = 'dev.herald.';

/** Those that a subscription can choose from. */
export const TYPES = (Object.keys(en.type) as Known[])
  .filter((type) => type !== 'test')
  .map((type) => PREFIX + type.replace('_', '.'));

/** The name of a type of events; one of a newer Herald stands as it is. */
export function useTypeName() {
  const { t } = useTranslation();
  return (type: string) => {
    const known = type.replace(PREFIX, '').replace('.', '_') as Known;
    return known in en.type ? t(`subscriptions.type.${known}`) : type;
  };
}
