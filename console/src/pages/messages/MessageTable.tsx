import { Grid } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { Message } from '../../api/shapes';
import { ChannelName } from '../../components/ChannelName';
import { StateMark } from '../../components/StateMark';
import { Time } from '../../components/Time';
import { useVerdictLine } from './VerdictLine';

/** Messages as rows, newest first; a narrow screen keeps what tells them apart. */
export function MessageTable({ messages }: { messages: readonly Message[] }) {
  const { t } = useTranslation();
  const { md, lg } = Grid.useBreakpoint();
  if (md === false) return <MessageCards messages={messages} />;
  return (
    <table className="messages">
      <thead>
        <tr>
          <th className="when">{t('messages.accepted')}</th>
          <th>{t('messages.node')}</th>
          {lg && <th className="whose">{t('messages.application')}</th>}
          <th className="to">{t('messages.to')}</th>
          <th className="how">{t('messages.state')}</th>
          {lg && <th className="why">{t('messages.why')}</th>}
        </tr>
      </thead>
      <tbody>
        {messages.map((message) => (
          <Row key={message.id} message={message} wide={lg === true} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ message, wide }: { message: Message; wide: boolean }) {
  const navigate = useNavigate();
  const line = useVerdictLine();
  const { application, channel } = message;
  const to = `/messages/${message.id}`;
  return (
    <tr onClick={() => void navigate(to)}>
      <td>
        <Link to={to} onClick={(event) => event.stopPropagation()}>
          <Time at={message.acceptedAt} />
        </Link>
      </td>
      <td>
        {message.nodeName}
        <span className="sub mono">{message.node}</span>
      </td>
      {wide && (
        <td>
          {application.name}
          <span className="sub">{application.owner}</span>
        </td>
      )}
      <td>
        <span className="mono">{message.destination || message.recipient || '–'}</span>
        <span className="sub">
          <ChannelName channel={channel} /> · {message.tenantName}
        </span>
      </td>
      <td>
        <StateMark state={message.state} />
      </td>
      {wide && (
        <td>
          <span className="clip2">{line(message)}</span>
        </td>
      )}
    </tr>
  );
}

/** States that are asked about: a card says why. */
const TROUBLED: ReadonlySet<string> = new Set(['FAILED', 'UNDELIVERED', 'UNKNOWN', 'EXPIRED']);

function MessageCards({ messages }: { messages: readonly Message[] }) {
  const line = useVerdictLine();
  return (
    <ul className="cards">
      {messages.map((message) => (
        <li key={message.id}>
          <Link to={`/messages/${message.id}`}>
            <span className="row">
              <StateMark state={message.state} />
              <Time at={message.acceptedAt} />
            </span>
            <b>{message.nodeName}</b>
            <span className="soft small">
              <ChannelName channel={message.channel} /> · {message.destination || message.recipient}
            </span>
            {TROUBLED.has(message.state) && <span className="clip2">{line(message)}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}
