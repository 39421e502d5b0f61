import { useTranslation } from 'react-i18next';
import { useChannelName } from '../../components/ChannelName';
import { useTimeText } from '../../components/Time';
import { reasonIn } from './reason';

/** A trace's reason in the reader's language; what a provider said stays in its own words. */
export function useReason(): (text: string) => string {
  const { t } = useTranslation();
  const timeText = useTimeText();
  const channelName = useChannelName();
  return function told(text: string): string {
    const reason = reasonIn(text);
    if (!reason) return text;
    const { time, channel, reason: inner, ...rest } = reason.with;
    return t(`messages.because.${reason.says}`, {
      ...rest,
      ...(time && { time: timeText(time) }),
      ...(channel && { channel: channelName(channel) }),
      ...(inner && { reason: told(inner) }),
    });
  };
}
