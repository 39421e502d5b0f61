import { useQuery } from '@tanstack/react-query';
import { App, Button, Select, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { api, taken, type Schemas } from '../../api/client';
import { Problem } from '../../api/problem';
import { queries } from '../../api/queries';
import type { ShownContent } from '../../api/shapes';
import { ChannelName, useChannelName } from '../../components/ChannelName';
import { Code } from '../../components/Code';
import { ContentView } from '../../components/ContentView';
import { Empty } from '../../components/Empty';
import { Facts } from '../../components/Facts';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { Time } from '../../components/Time';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useMay } from '../../session/session';

type Received = Schemas['OutboxMessage'];

const FRESH = 3_000;
const SHOWN = 200;

export default function OutboxPage() {
  const { t } = useTranslation();
  const channelName = useChannelName();
  const may = useMay();
  const { modal } = App.useApp();
  const tell = useTroubleMessage();
  const [search, setSearch] = useSearchParams();
  const channel = search.get('channel') ?? '';
  const outbox = useQuery({
    queryKey: ['outbox', channel],
    queryFn: () =>
      taken(
        api.GET('/sandbox/outbox', {
          params: { query: { limit: SHOWN, ...(channel && { channel }) } },
        }),
      ),
    refetchInterval: FRESH,
  });
  const counts = useQuery({
    queryKey: ['outbox-counts'],
    queryFn: () => taken(api.GET('/sandbox/outbox/counts')),
    refetchInterval: FRESH,
  });
  if (outbox.error instanceof Problem && outbox.error.status === 404) {
    return (
      <Page title={t('outbox.title')}>
        <div className="card">
          <Empty title={t('outbox.off')}>
            <p>{t('outbox.offHint')}</p>
          </Empty>
        </div>
      </Page>
    );
  }
  const clear = () =>
    modal.confirm({
      title: t('outbox.clearAsk'),
      okText: t('outbox.clear'),
      cancelText: t('components.cancel'),
      onOk: () =>
        taken(api.DELETE('/sandbox/outbox')).then(() => queries.invalidateQueries(), tell),
    });
  return (
    <Page
      title={t('outbox.title')}
      actions={
        <>
          <Select
            value={channel}
            aria-label={t('messages.channel')}
            popupMatchSelectWidth={false}
            onChange={(value: string) => setSearch(value ? { channel: value } : {})}
            options={[
              { value: '', label: t('outbox.all') },
              ...Object.keys(counts.data?.received ?? {}).map((value) => ({
                value,
                label: channelName(value),
              })),
            ]}
          />
          {may('operate') && <Button onClick={() => void clear()}>{t('outbox.clear')}</Button>}
        </>
      }
    >
      <Loaded query={outbox}>{(items) => <Inbox items={items} />}</Loaded>
    </Page>
  );
}

/** The list on the left, what is chosen on the right. */
function Inbox({ items }: { items: Received[] }) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const chosen = Number(search.get('id'));
  const open = items.find((one) => one.id === chosen) ?? items[0];
  const choose = (id: number) =>
    setSearch((before) => {
      before.set('id', String(id));
      return before;
    });
  if (!open) {
    return (
      <div className="card">
        <Empty title={t('outbox.none')}>
          <p>{t('outbox.noneHint')}</p>
        </Empty>
      </div>
    );
  }
  return (
    <div className="inbox">
      <ul className="card inbox-list">
        {items.map((one) => (
          <li key={one.id}>
            <button type="button" aria-current={one.id === open.id} onClick={() => choose(one.id)}>
              <span className="row">
                <span className="soft small">
                  <ChannelName channel={one.envelope.channel} />
                </span>
                <span className="when small soft">
                  <Time at={one.at} />
                </span>
              </span>
              <b className="clip1">{headOf(one) ?? '–'}</b>
              <span className="soft small clip1">
                {one.envelope.destinations.join(', ') || one.envelope.account}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Reading received={open} />
    </div>
  );
}

function Reading({ received }: { received: Received }) {
  const { t } = useTranslation();
  const { envelope, outcome } = received;
  return (
    <div className="stack">
      <div className="card pad">
        <Facts
          of={[
            [t('outbox.to'), envelope.destinations.join(', ')],
            [t('outbox.provider'), envelope.provider],
            [t('outbox.account'), envelope.account],
            [t('outbox.at'), <Time at={received.at} />],
            [
              t('messages.state'),
              <span className={`state ${outcome.status === 'ACCEPTED' ? 'good' : 'odd'}`}>
                {t(`outbox.status.${outcome.status}`)}
              </span>,
            ],
            [t('outbox.answer'), outcome.code && <span className="mono">{outcome.code}</span>],
            [
              t('outbox.toMessage'),
              envelope.messageId && (
                <Link to={`/messages/${envelope.messageId}`} className="mono">
                  …{envelope.messageId.slice(-12)}
                </Link>
              ),
            ],
          ]}
        />
      </div>
      <Tabs
        items={[
          {
            key: 'content',
            label: t('messages.content'),
            children: <ContentView content={contentOf(received)} />,
          },
          { key: 'raw', label: t('outbox.raw'), children: <Code text={received.raw} /> },
        ]}
      />
    </div>
  );
}

/** What tells it apart in the list: the title of an SMS is its signature, which all of them share. */
function headOf({ envelope, content }: Received): string | undefined {
  return envelope.channel === 'sms'
    ? (content.text ?? content.title)
    : (content.title ?? content.text);
}

/** Seen as its reader would see it: a mail, a chat's card, or a phone's screen. */
function contentOf({ envelope, content }: Received): ShownContent {
  const { title, text, html } = content;
  if (envelope.channel === 'email') {
    return {
      format: 'email',
      subject: title ?? '',
      ...(html && { html }),
      ...(text && { text }),
    };
  }
  if (envelope.channel === 'sms') {
    return { format: 'text', text: `${title ? `【${title}】` : ''}${text ?? ''}` };
  }
  return { format: 'markdown', title: title ?? '', markdown: text ?? '' };
}
