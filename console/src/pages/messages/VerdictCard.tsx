import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Message } from '../../api/shapes';
import { useChannelName } from '../../components/ChannelName';
import { toneOf } from '../../components/StateMark';
import { useReason } from '../../components/useReason';
import { MessageActions } from './MessageActions';
import { useResendChannels } from './useResendChannels';

/** What happened, why, and what can be done about it: as the server decides. */
export function VerdictCard({ message }: { message: Message }) {
  const { t } = useTranslation();
  const told = useReason();
  const next = message.trace?.findLast((step) => step.code === 'GOES_ON_BY')?.message;
  return (
    <div className={`verdict ${toneOf(message.state)}`} role="status">
      <p className="says">{told(message.standing)}</p>
      {message.advice.map((advice) => (
        <p key={advice.code}>
          {told(advice)}{' '}
          {advice.code === 'WENT_ON_BY' && next && (
            <Link to={`/messages/${next}`}>{t('messages.seeNext')}</Link>
          )}
        </p>
      ))}
      {message.advice.some(({ code }) => code === 'SAME_WOULD_FAIL') && (
        <OtherWays message={message} />
      )}
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
