import { Grid, Table, type TableColumnsType } from 'antd';
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
  const navigate = useNavigate();
  const line = useVerdictLine();
  const { md } = Grid.useBreakpoint();
  if (md === false) return <MessageCards messages={messages} />;
  const columns: TableColumnsType<Message> = [
    {
      title: t('messages.accepted'),
      width: 104,
      render: (_, message) => (
        <Link to={`/messages/${message.id}`} onClick={(event) => event.stopPropagation()}>
          <Time at={message.acceptedAt} />
        </Link>
      ),
    },
    {
      title: t('messages.node'),
      width: '22%',
      render: (_, message) => (
        <>
          {message.nodeName ?? message.node}
          <span className="sub mono">{message.node}</span>
        </>
      ),
    },
    {
      title: t('messages.application'),
      width: 104,
      responsive: ['lg'],
      render: (_, message) => (
        <>
          {message.application.name}
          <span className="sub">{message.application.owner}</span>
        </>
      ),
    },
    {
      title: t('messages.to'),
      width: '21%',
      render: (_, message) => (
        <>
          <span className="mono">{message.destination || message.recipient || '–'}</span>
          <span className="sub">
            <ChannelName channel={message.channel} /> · {message.tenantName ?? message.tenant}
          </span>
        </>
      ),
    },
    {
      title: t('messages.state'),
      width: 122,
      render: (_, message) => <StateMark state={message.state} />,
    },
    {
      title: t('messages.why'),
      responsive: ['xl'],
      render: (_, message) => <span className="clip2">{line(message)}</span>,
    },
  ];
  return (
    <Table
      rowKey="id"
      size="middle"
      tableLayout="fixed"
      columns={columns}
      dataSource={messages}
      pagination={false}
      rowClassName="clickable"
      onRow={(message) => ({ onClick: () => void navigate(`/messages/${message.id}`) })}
    />
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
            <b>{message.nodeName ?? message.node}</b>
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
