import { useQuery } from '@tanstack/react-query';
import { Badge } from 'antd';
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
    <Badge
      count={data.firing}
      size="small"
      color={data.critical > 0 ? '#b42318' : '#8a5300'}
      title={t('alarms.badge', { count: data.firing })}
      style={{ marginInlineStart: 8 }}
    />
  );
}
