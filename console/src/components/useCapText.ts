import { useTranslation } from 'react-i18next';

const CAP = /^(\d+) per (second|minute|hour|day)$/;

/** A cap such as “20 per minute” in the reader's language; any other form as it is written. */
export function useCapText() {
  const { t, i18n } = useTranslation();
  return (cap: string) => {
    const [, permits, unit] = CAP.exec(cap) ?? [];
    if (permits === undefined) return cap;
    const n = new Intl.NumberFormat(i18n.language).format(Number(permits));
    return t(`components.capUnit.${unit as 'second'}`, { n });
  };
}
