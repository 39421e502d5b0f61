import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../api/client';
import { useTimeText } from './Time';

interface Props {
  kind: 'source' | 'lane' | 'node';
  /** As the list of pauses has it: a code, for a node `application/node`. */
  of: string;
}

/** Who paused it, when and why. */
export function PausedBy({ kind, of }: Props) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  const pauses = useQuery({
    queryKey: ['pauses'],
    queryFn: () => taken(api.GET('/v1/pauses')),
    refetchInterval: 15_000,
  });
  const pause = pauses.data?.items.find((one) => one.kind === kind && one.key === of);
  if (!pause?.paused || !pause.at) return null;
  return (
    <p className="soft small">
      {t('components.pausedBy', { by: pause.by, at: timeText(pause.at) })}
      {pause.reason && ` ${t('components.pausedWhy', { reason: pause.reason })}`}
    </p>
  );
}
