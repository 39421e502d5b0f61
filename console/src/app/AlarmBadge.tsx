import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { json } from '../api/client';
import type { AlarmCounts } from '../api/shapes';

/** How many alarms fire that nobody knows of. */
export function AlarmBadge() {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['alarms', 'count'],
    queryFn: () => json<AlarmCounts>('/v1/alarms/count'),
    refetchInterval: 10_000,
    retry: false,
  });
  if (!data || data.firing === 0) return null;
  return (
    <span
      className={data.critical > 0 ? 'firing critical' : 'firing'}
      title={t('app.alarmsFiring', { count: data.firing })}
    >
      {data.firing}
    </span>
  );
}
