import { useQuery } from '@tanstack/react-query';
import { App, Button, Progress, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, taken } from '../../api/client';
import type { ResendJob } from '../../api/shapes';
import { useChannelName } from '../../components/ChannelName';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { Time, useTimeText } from '../../components/Time';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useReason } from '../../components/useReason';
import { useMay } from '../../session/session';
import { briefly } from '../../words/reasons';

const FRESH = 1_000;
const CALM = 10_000;

/** What works through many messages at once, newest first. */
export default function JobsPage() {
  const { t } = useTranslation();
  const jobs = useQuery({
    queryKey: ['resends'],
    queryFn: () => taken(api.GET('/v1/resends')),
    refetchInterval: ({ state }) =>
      state.data?.items.some((job) => job.state === 'RUNNING') ? FRESH : CALM,
  });
  return (
    <Page title={t('jobs.title')}>
      <p className="soft">{t('jobs.hint')}</p>
      <div className="card">
        <Loaded query={jobs}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('jobs.none')}>
                <p>{t('jobs.noneHint')}</p>
                <Link to="/messages">{t('jobs.toMessages')}</Link>
              </Empty>
            ) : (
              <Jobs items={items} changed={() => void jobs.refetch()} />
            )
          }
        </Loaded>
      </div>
    </Page>
  );
}

const STATUS = {
  RUNNING: 'active',
  DONE: 'success',
  STOPPED: 'normal',
  FAILED: 'exception',
} as const;

function Jobs({ items, changed }: { items: ResendJob[]; changed: () => void }) {
  const { t } = useTranslation();
  const told = useReason();
  return (
    <Table
      rowKey="id"
      size="middle"
      pagination={false}
      dataSource={items}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: t('jobs.what'), render: (_, job) => <What job={job} /> },
        {
          title: t('jobs.progress'),
          width: 220,
          render: (_, job) => (
            <>
              {t(`jobs.state.${job.state}`)}{' '}
              <span className="num soft">
                {t('jobs.counts', { resent: job.resent, total: job.total })}
                {job.failed > 0 && ` · ${t('jobs.failed', { failed: job.failed })}`}
              </span>
              <Progress
                size="small"
                showInfo={false}
                aria-label={t('jobs.progress')}
                percent={Math.round((100 * job.resent) / Math.max(1, job.total))}
                status={STATUS[job.state]}
              />
              {job.problem && <span className="soft small">{told(job.problem)}</span>}
            </>
          ),
        },
        { title: t('jobs.who'), dataIndex: 'requestedBy' },
        { title: t('jobs.started'), render: (_, job) => <Time at={job.createdAt} /> },
        { title: t('jobs.ended'), render: (_, job) => <Time at={job.finishedAt} /> },
        { align: 'right', render: (_, job) => <Stop job={job} changed={changed} /> },
      ]}
    />
  );
}

/** The filter in words, leading to what it is about. */
function What({ job }: { job: ResendJob }) {
  const { t, i18n } = useTranslation();
  const valueOf = useFilterValue();
  const parts = Object.entries(job.filter).filter(([, value]) => value);
  const open = parts.every(([name]) => !PERSONAL.has(name));
  const text =
    parts
      .map(([name, value]) =>
        [
          i18n.exists(`jobs.filter.${name}`) ? t(`jobs.filter.${name as 'state'}`) : name,
          valueOf(name, value),
        ].join(' '),
      )
      .join(' · ') || t('jobs.everything');
  return (
    <>
      {t(`jobs.act.${job.act}`)}{' '}
      {open ? (
        <Link to={`/messages?${new URLSearchParams(job.filter)}`}>{text}</Link>
      ) : (
        <span>{text}</span>
      )}
    </>
  );
}

/** A filter's value as the list of messages shows it. */
function useFilterValue(): (name: string, value: string) => string {
  const { t, i18n } = useTranslation();
  const channelName = useChannelName();
  const timeText = useTimeText();
  return (name, value) => {
    switch (name) {
      case 'state':
        return value
          .split(',')
          .map((state) => t(`components.state.${state as 'FAILED'}`, { defaultValue: state }))
          .join('、');
      case 'channel':
        return channelName(value);
      case 'reason':
        return briefly(value, i18n.language);
      case 'from':
      case 'to':
        return timeText(value);
      default:
        return value;
    }
  };
}

/** What of a filter is about one person, and so in no address. */
const PERSONAL: ReadonlySet<string> = new Set(['destination', 'recipient', 'variable']);

function Stop({ job, changed }: { job: ResendJob; changed: () => void }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const tell = useTroubleMessage();
  const may = useMay();
  if (job.state !== 'RUNNING' || !may('operate')) return null;
  const ask = () =>
    modal.confirm({
      title: t('jobs.stopAsk'),
      content: t('jobs.stopHint'),
      okText: t('jobs.stop'),
      cancelText: t('components.cancel'),
      okButtonProps: { danger: true },
      onOk: () =>
        taken(api.POST('/v1/resends/{id}/stop', { params: { path: { id: job.id } } })).then(
          changed,
          tell,
        ),
    });
  return (
    <Button size="small" danger onClick={() => void ask()}>
      {t('jobs.stop')}
    </Button>
  );
}
