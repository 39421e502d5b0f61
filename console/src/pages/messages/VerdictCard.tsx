import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { json } from '../../api/client';
import type { Message, ResendChannel } from '../../api/shapes';
import { useChannelName } from '../../components/ChannelName';
import { toneOf } from '../../components/StateMark';
import { verdictOf } from './verdict';
import { useSentence } from './VerdictLine';

/** What happened, why, and what to do about it. */
export function VerdictCard({ message }: { message: Message }) {
  const { t } = useTranslation();
  const channelName = useChannelName();
  const sentence = useSentence();
  const verdict = verdictOf(message);
  const channel = channelName(message.channel);
  const nextChannel = /going on by (\S+)$/.exec(message.trace?.at(-1)?.reason ?? '')?.[1];
  return (
    <div className={`verdict ${toneOf(message.state)}`} role="status">
      <p className="says">{sentence(verdict)}</p>
      {verdict.reason && <p className="mono reason">{verdict.reason}</p>}
      {verdict.advice.map((advice) => (
        <p key={advice}>
          {t(`messages.advice.${advice}`, {
            channel: advice === 'fallback' ? channelName(nextChannel ?? '') : channel,
          })}{' '}
          {advice === 'fallback' && verdict.next && (
            <Link to={`/messages/${verdict.next}`}>{t('messages.seeNext')}</Link>
          )}
        </p>
      ))}
      {verdict.advice.includes('sameAgain') && <OtherWays message={message} />}
    </div>
  );
}

function OtherWays({ message }: { message: Message }) {
  const { t, i18n } = useTranslation();
  const channelName = useChannelName();
  const channels = useResendChannels(message.id);
  const open = (channels.data ?? []).filter(
    (way) => !way.problem && way.channel !== message.channel,
  );
  if (open.length === 0) return null;
  const names = new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(
    open.map((way) => channelName(way.channel)),
  );
  return <p>{t('messages.other', { channels: names })}</p>;
}

/** By which channels a message could be sent again. */
export function useResendChannels(id: string) {
  return useQuery({
    queryKey: ['message', id, 'channels'],
    queryFn: () => json<ResendChannel[]>(`/v1/messages/${id}/channels`),
    staleTime: 60_000,
  });
}
