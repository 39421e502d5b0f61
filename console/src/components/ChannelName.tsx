import { useTranslation } from 'react-i18next';
import { nameOf } from '../words/reasons';

/** A channel is whatever a connector says it is; the usual ones have a name. */
export function useChannelName(): (channel: string) => string {
  const { i18n } = useTranslation();
  return (channel) => nameOf(`channel.${channel}`, i18n.language) ?? channel;
}

export function ChannelName({ channel }: { channel: string }) {
  return useChannelName()(channel);
}
