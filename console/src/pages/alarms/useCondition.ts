import { useTranslation } from 'react-i18next';
import type { AlarmRule } from '../../api/shapes';
import { useDuration } from '../../components/useDuration';

type Kind = AlarmRule['kind'];

const SHARES: Kind[] = [
  'FAILURE_RATE',
  'THROTTLED_SHARE',
  'DISK',
  'BUDGET_NEAR',
  'BUDGET_SPENT',
  'RECEIPT_DROP',
  'CODES_UNUSED',
];

/** Milliseconds of one of the kinds whose threshold is a time. */
const TIMES: Partial<Record<Kind, number>> = {
  LANE_AGE: 1_000,
  PROCESS_GONE: 1_000,
  CAP_FORECAST: 60_000,
  PACKAGE_LOW: 3_600_000,
  KEY_EXPIRES: 86_400_000,
  SECRET_EXPIRES: 86_400_000,
  CERTIFICATE_EXPIRES: 86_400_000,
};

/** What a rule fires at, with its threshold in units that a reader uses. */
export function useCondition(): (rule: AlarmRule) => string {
  const { t, i18n } = useTranslation();
  const duration = useDuration();
  const number = new Intl.NumberFormat(i18n.language);
  const threshold = ({ kind, threshold: value }: AlarmRule) => {
    const time = TIMES[kind];
    if (time) return duration(value * time);
    if (SHARES.includes(kind)) return `${number.format(value)}%`;
    if (kind === 'SUDDEN_VOLUME') return `${number.format(value)}×`;
    return number.format(value);
  };
  return (rule) =>
    t(`alarms.measure.${rule.kind}`, {
      value: t(`alarms.bound.${rule.bound}`, { value: threshold(rule) }),
    });
}
