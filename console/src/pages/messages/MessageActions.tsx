import {
  CopyOutlined,
  EyeOutlined,
  QuestionCircleOutlined,
  RedoOutlined,
  RollbackOutlined,
  StopOutlined,
} from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Space, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, taken } from '../../api/client';
import { useSources } from '../../api/lists';
import { queries } from '../../api/queries';
import type { Message, ResendChannel, Revealed } from '../../api/shapes';
import { useChannelName } from '../../components/ChannelName';
import { useList } from '../../components/useList';
import { useReason } from '../../components/useReason';
import { Code, useCopy } from '../../components/Code';
import { Facts } from '../../components/Facts';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useMay } from '../../session/session';
import { curlOf } from './curl';
import { Reschedule } from './Reschedule';
import { useResendChannels } from './useResendChannels';

/** What can be done with a message. */
export function MessageActions({ message }: { message: Message }) {
  const { t } = useTranslation();
  const may = useMay();
  const copy = useCopy();
  const moving = message.state === 'PENDING' || message.state === 'SENDING';
  return (
    <>
      {!moving && may('operate') && <Resend message={message} />}
      {message.state === 'PENDING' && may('operate') && <Reschedule message={message} />}
      {message.state === 'PENDING' && may('operate') && <Cancel message={message} />}
      {message.recallTakes && may('operate') && (
        <Recall message={message} takes={message.recallTakes} />
      )}
      {message.state === 'UNKNOWN' && may('operate') && <Ask message={message} />}
      {may('see-personal-data') && <Reveal message={message} />}
      <Button
        icon={<CopyOutlined aria-hidden />}
        onClick={() => void copy(curlOf(message, location.origin))}
      >
        {t('messages.curl')}
      </Button>
    </>
  );
}

/** States in which the person may have the message already. */
const MAY_HAVE_ARRIVED: ReadonlySet<string> = new Set(['SENT', 'DELIVERED', 'UNKNOWN']);

/** Whether the source alone says where it goes: whoever reads there reads it. */
function isGroup(way: ResendChannel | undefined): boolean {
  return way !== undefined && !way.problem && !way.destination;
}

function Resend({ message }: { message: Message }) {
  const { t } = useTranslation();
  const list = useList();
  const told = useReason();
  const navigate = useNavigate();
  const tell = useTroubleMessage();
  const { message: toast, modal } = App.useApp();
  const channelName = useChannelName();
  const channels = useResendChannels(message.id);
  const resend = useMutation({
    mutationFn: (channel: string | undefined) =>
      taken(
        api.POST('/v1/messages/{id}/resend', {
          params: { path: { id: message.id } },
          body: { ...(channel && { channel }) },
        }),
      ),
    onSuccess: ({ messages }) => {
      void queries.invalidateQueries({ queryKey: ['message', message.id] });
      void toast.success(t('messages.resent'));
      const first = messages[0];
      if (first) void navigate(`/messages/${first.id}`);
    },
    onError: tell,
  });
  const sources = useSources().data?.items ?? [];
  const readers = (channel: string | undefined) =>
    sources
      .filter((one) => one.channel === channel && (!one.tenant || one.tenant === message.tenant))
      .map((one) => one.code);
  const others = (channels.data ?? []).filter((way) => way.channel !== message.channel);
  const ask = (channel?: string) => {
    const group = channel !== undefined && isGroup(others.find((way) => way.channel === channel));
    const twice = MAY_HAVE_ARRIVED.has(message.state);
    if (!group && !twice) {
      resend.mutate(channel);
      return;
    }
    void modal.confirm({
      title: group
        ? t('messages.resendGroupAsk', { channel: channelName(channel) })
        : t('messages.resendAsk'),
      content: (
        <>
          {group && (
            <p>
              {t('messages.resendGroup')}
              {readers(channel).length > 0 && (
                <> {t('messages.resendGroupOf', { sources: list(readers(channel)) })}</>
              )}
            </p>
          )}
          {twice && <p>{t('messages.resendTwice')}</p>}
        </>
      ),
      okText: t('messages.resend'),
      cancelText: t('components.cancel'),
      onOk: () => resend.mutateAsync(channel).catch(() => {}),
    });
  };
  const other = message.advice.some(({ code }) => code === 'SAME_WOULD_FAIL')
    ? others.find((way) => !way.problem && !isGroup(way))?.channel
    : undefined;
  const main = (
    <Button
      type="primary"
      icon={<RedoOutlined aria-hidden />}
      loading={resend.isPending}
      onClick={() => ask(other)}
    >
      {other ? t('messages.resendBy', { channel: channelName(other) }) : t('messages.resend')}
    </Button>
  );
  if (others.length === 0) return main;
  return (
    <Space.Compact>
      {main}
      <Dropdown
        trigger={['click']}
        menu={{
          items: (other ? (channels.data ?? []) : others)
            .filter((way) => way.channel !== other)
            .map((way) => ({
              key: way.channel,
              label:
                way.channel === message.channel
                  ? t('messages.resendSame')
                  : t('messages.resendBy', { channel: channelName(way.channel) }),
              extra: way.problem
                ? told(way.problem)
                : isGroup(way)
                  ? t('messages.group')
                  : way.destination,
              disabled: way.problem !== undefined,
            })),
          onClick: ({ key }) => ask(key === message.channel ? undefined : key),
        }}
      >
        <Button type="primary" aria-label={t('messages.resendBy', { channel: '…' })}>
          ▾
        </Button>
      </Dropdown>
    </Space.Compact>
  );
}

function Cancel({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const tell = useTroubleMessage();
  const ask = () =>
    modal.confirm({
      title: t('messages.cancelAsk'),
      okText: t('messages.cancel'),
      cancelText: t('messages.keep'),
      okButtonProps: { danger: true },
      onOk: () =>
        taken(api.POST('/v1/messages/{id}/cancel', { params: { path: { id: message.id } } })).then(
          () => queries.invalidateQueries({ queryKey: ['message', message.id] }),
          tell,
        ),
    });
  return (
    <Button danger icon={<StopOutlined aria-hidden />} onClick={() => void ask()}>
      {t('messages.cancel')}
    </Button>
  );
}

/** Takes back a message, and with it all that went in the same call. */
function Recall({ message, takes }: { message: Message; takes: number }) {
  const { t } = useTranslation();
  const { message: toast, modal } = App.useApp();
  const tell = useTroubleMessage();
  const recall = () =>
    taken(
      api.POST('/v1/messages/{id}/recall', {
        params: { path: { id: message.id } },
        body: { others: takes > 1 },
      }),
    ).then(() => {
      void queries.invalidateQueries({ queryKey: ['message', message.id] });
      void toast.success(t('messages.recalled'));
    }, tell);
  const ask = () =>
    modal.confirm({
      title: t('messages.recallAsk'),
      content: (
        <>
          <p>{t('messages.recallMeans')}</p>
          {takes > 1 && <p>{t('messages.recallOthers', { count: takes })}</p>}
        </>
      ),
      okText: takes > 1 ? t('messages.recallAll', { count: takes }) : t('messages.recall'),
      cancelText: t('messages.keep'),
      okButtonProps: { danger: true },
      onOk: recall,
    });
  return (
    <Button danger icon={<RollbackOutlined aria-hidden />} onClick={() => void ask()}>
      {t('messages.recall')}
    </Button>
  );
}

/** Has the provider asked what became of a message. */
function Ask({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const tell = useTroubleMessage();
  const ask = useMutation({
    mutationFn: () =>
      taken(api.POST('/v1/messages/{id}/ask', { params: { path: { id: message.id } } })),
    onSuccess: (asked) => {
      void queries.invalidateQueries({ queryKey: ['message', message.id] });
      void toast.info(t(asked.state === 'UNKNOWN' ? 'messages.askedInVain' : 'messages.asked'));
    },
    onError: tell,
  });
  return (
    <Button
      icon={<QuestionCircleOutlined aria-hidden />}
      loading={ask.isPending}
      onClick={() => ask.mutate()}
    >
      {t('messages.ask')}
    </Button>
  );
}

function Reveal({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const tell = useTroubleMessage();
  const show = (revealed: Revealed) =>
    modal.info({
      title: t('messages.revealTitle'),
      width: 560,
      okText: t('components.close'),
      content: (
        <div className="stack">
          <Facts
            of={[
              [t('messages.destination'), <b className="mono">{revealed.destination.address}</b>],
              [t('messages.recipient'), revealed.recipient],
            ]}
          />
          <Code text={JSON.stringify(revealed.variables, null, 2)} />
        </div>
      ),
    });
  const ask = () =>
    modal.confirm({
      title: t('messages.reveal'),
      content: t('messages.revealAsk'),
      okText: t('messages.reveal'),
      cancelText: t('components.cancel'),
      onOk: () =>
        taken(api.POST('/v1/messages/{id}/reveal', { params: { path: { id: message.id } } })).then(
          (revealed) => {
            show(revealed);
            void queries.invalidateQueries({ queryKey: ['message', message.id] });
          },
          tell,
        ),
    });
  return (
    <Button icon={<EyeOutlined aria-hidden />} onClick={() => void ask()}>
      {t('messages.reveal')}
    </Button>
  );
}
