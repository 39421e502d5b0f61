import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, taken, type Schemas } from '../../api/client';
import { useProblemText } from '../../components/useProblemText';
import type { Problem } from '../../api/problem';

interface Props {
  rule: Schemas['RuleSpec'];
  zone: string | undefined;
  calendar: string | undefined;
}

/** When a rule would fire next, before it is saved. */
export function Upcoming({ rule, zone, calendar }: Props) {
  const { t, i18n } = useTranslation();
  const text = useProblemText();
  const order = { rule, ...(zone && { zone }), ...(calendar && { calendar }), count: 5 };
  const next = useQuery({
    queryKey: ['schedule-preview', order],
    queryFn: () =>
      taken(api.POST('/v1/schedules/preview', { body: { ...order, zone: zone ?? '' } })),
    enabled: Boolean(zone && (rule.cron || rule.times?.length)),
    retry: false,
  });
  const problem = next.error as Problem | null;
  return (
    <div className="card pad" aria-live="polite">
      <b>{t('schedules.upcoming')}</b>
      {problem && (
        <p className="soft">
          {problem.errors?.map((error) => text.error(error)).join(' ') ?? problem.detail}
        </p>
      )}
      {next.data && (
        <ul>
          {next.data.next.map((at) => (
            <li key={at} className="num">
              {wall(at, zone, i18n.language)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** By the clocks of the schedule's zone. */
export function wall(at: string, zone: string | undefined, language: string): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(zone && { timeZone: zone }),
  }).format(new Date(at));
}
