import { useTranslation } from 'react-i18next';
import type { Message } from '../../api/shapes';
import { useChannelName } from '../../components/ChannelName';
import { toneOf } from '../../components/StateMark';
import { useReason } from '../../components/useReason';
import { DiagnosisLines } from './DiagnosisLines';
import { MessageActions } from './MessageActions';
import { useDiagnosis } from './useDiagnosis';
import { useResendChannels } from './useResendChannels';

/** What happened, why, and what can be done about it: as the server decides. */
export function VerdictCard({ message }: { message: Message }) {
  const told = useReason();
  const diagnosis = useDiagnosis(message).data;
  const failsAgain = diagnosis?.advice.some(({ code }) => code === 'TRY_ANOTHER_CHANNEL');
  return (
    <div className={`verdict ${toneOf(message.state)}`} role="status">
      {diagnosis ? (
        <DiagnosisLines diagnosis={diagnosis} />
      ) : (
        <p className="says">{told(message.standing)}</p>
      )}
      {failsAgain && <OtherWays message={message} />}
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
