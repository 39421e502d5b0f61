import { Grid } from 'antd';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { typesIn } from '../../app/shortcuts';
import type { Message } from '../../api/shapes';
import { ChannelName } from '../../components/ChannelName';
import { StateMark } from '../../components/StateMark';
import { Time } from '../../components/Time';
import { useColumns, type Column } from './columns';
import { useVerdictLine } from './VerdictLine';

/** What there is room for on a tablet. */
const NARROW: readonly Column[] = ['node', 'to'];

/** Messages, each on one line, newest first; a phone keeps what tells them apart. */
export function MessageTable({ messages }: { messages: readonly Message[] }) {
  const { t } = useTranslation();
  const { md, lg } = Grid.useBreakpoint();
  const chosen = useColumns();
  const columns = lg ? chosen : chosen.filter((column) => NARROW.includes(column));
  const rows = useRef<HTMLTableSectionElement>(null);
  useRowKeys(rows);
  if (md === false) return <MessageCards messages={messages} />;
  return (
    <table className="messages">
      <thead>
        <tr>
          <th className="when">{t('messages.accepted')}</th>
          <th className="how">{t('messages.state')}</th>
          {columns.map((column) => (
            <th key={column} className={column}>
              {t(`messages.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={rows}>
        {messages.map((message) => (
          <Row key={message.id} message={message} columns={columns} />
        ))}
      </tbody>
    </table>
  );
}

/** j and k go down and up the rows, and Enter opens the one that has the focus: it is a link. */
function useRowKeys(rows: RefObject<HTMLTableSectionElement | null>) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      if (step === 0 || !isPlain(event)) return;
      const links = [...(rows.current?.querySelectorAll<HTMLElement>('td:first-child a') ?? [])];
      const at = links.findIndex((link) => link === document.activeElement);
      const next = links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))];
      next?.focus();
      next?.scrollIntoView({ block: 'nearest' });
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [rows]);
}

function isPlain(event: KeyboardEvent): boolean {
  return !(event.metaKey || event.ctrlKey || event.altKey || typesIn(event.target));
}

function Row({ message, columns }: { message: Message; columns: readonly Column[] }) {
  const navigate = useNavigate();
  const to = `/messages/${message.id}`;
  return (
    <tr onClick={() => void navigate(to)}>
      <td>
        <Link to={to} onClick={(event) => event.stopPropagation()}>
          <Time at={message.acceptedAt} />
        </Link>
      </td>
      <td>
        <StateMark state={message.state} />
      </td>
      {columns.map((column) => (
        <td key={column}>
          <Cell message={message} column={column} />
        </td>
      ))}
    </tr>
  );
}

function Cell({ message, column }: { message: Message; column: Column }) {
  const line = useVerdictLine();
  const { application, channel } = message;
  const cell = (shown: ReactNode, title: string) => (
    <span className="clip1" title={title}>
      {shown}
    </span>
  );
  switch (column) {
    case 'node':
      return cell(message.nodeName, message.node);
    case 'application':
      return cell(application.name, `${application.code} · ${application.owner}`);
    case 'to':
      return cell(
        <>
          <span className="soft">
            <ChannelName channel={channel} />
          </span>{' '}
          <span className="mono">{message.destination || message.recipient || '–'}</span>
        </>,
        [message.destination, message.recipient, message.tenantName].filter(Boolean).join(' · '),
      );
    case 'tenant':
      return cell(message.tenantName, message.tenant);
    case 'reference':
      return cell(<span className="mono">{message.reference}</span>, message.reference ?? '');
    case 'why':
      return cell(<span className="soft">{line(message)}</span>, line(message));
  }
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
