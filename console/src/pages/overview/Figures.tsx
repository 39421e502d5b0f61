import { useTranslation } from 'react-i18next';
import type { Overview } from '../../api/shapes';

/** The totals of the window, large. */
export function Figures({ overview }: { overview: Overview }) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  const share = new Intl.NumberFormat(i18n.language, {
    style: 'percent',
    maximumFractionDigits: 2,
  });
  const { totals, successRate } = overview;
  const figures = [
    [t('overview.accepted'), number.format(totals.accepted), ''],
    [t('overview.sent'), number.format(totals.sent), ''],
    [t('overview.delivered'), number.format(totals.delivered), ''],
    [t('overview.failed'), number.format(totals.failed), totals.failed > 0 ? 'bad' : ''],
    [t('overview.retried'), number.format(totals.retried), ''],
    [t('overview.success'), successRate === undefined ? '–' : share.format(successRate), ''],
  ];
  return (
    <dl className="figures card">
      {figures.map(([name, value, tone]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={`num ${tone}`}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
