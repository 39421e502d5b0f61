import { useTranslation } from 'react-i18next';
import type { Connector } from '../../api/shapes';

/** Where a connector comes from, and what it stands in front of. */
export function OriginMark({ connector }: { connector: Connector }) {
  const { t } = useTranslation();
  const { origin, number, hides } = connector;
  const behind = hides.map((each) => t(`connectors.behind.${each}`)).join(', ');
  return (
    <span className="soft small">
      {t(`connectors.origin.${origin}`, { number })}
      {behind && <> · {t('connectors.hides', { what: behind })}</>}
    </span>
  );
}
