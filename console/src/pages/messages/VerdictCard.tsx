import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Message } from '../../api/shapes';
import { useChannelName } from '../../components/ChannelName';
import { toneOf } from '../../components/StateMark';
import { MessageActions } from './MessageActions';
import { useResendChannels } from './useResendChannels';
import { verdictOf } from './verdict';
import { reasonIn } from './reason';
import { useReason } from './useReason';
import { useSentence } from './VerdictLine';

/** What happened, why, and what can be done about it. */
export function VerdictCard({ message }: { message: Message }) {
  const { t } = useTranslation();
  const channelName = useChannelName();
  const sentence = useSentence();
  const told = useReason();
  const verdict = verdictOf(message);
  const channel = channelName(message.channel);
  const nextChannel = /going on by (\S+)$/.exec(message.trace?.at(-1)?.reason ?? '')?.[1];
  return (
    <div className={`verdict ${toneOf(message.state)}`} role="status">
      <p className="says">{sentence(verdict)}</p>
      {verdict.reason && (
        <p className={reasonIn(verdict.reason) ? 'reason' : 'mono reason'}>
          {told(verdict.reason)}
        </p>
      )}
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
      <div className="row acts">
        <MessageActions message={message} />
      </div>
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
