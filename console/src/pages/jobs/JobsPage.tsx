import { useQuery } from '@tanstack/react-query';
import { App, Button, Progress, Table } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, taken, type Schemas } from '../../api/client';
import type { ResendJob } from '../../api/shapes';
import { useChannelName } from '../../components/ChannelName';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { Time, useTimeText } from '../../components/Time';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useList } from '../../components/useList';
import { useReason } from '../../components/useReason';
import { useMay } from '../../session/session';
import { briefly, type Reason } from '../../words/reasons';

const FRESH = 1_000;
const CALM = 10_000;

type Campaign = Schemas['CampaignView'];
type Import = Schemas['TenantImport'];
type Status = 'active' | 'success' | 'normal' | 'exception';

/** What works through many at once, whatever it is. */
interface Line {
  key: string;
  what: ReactNode;
  state: string;
  status: Status;
  done: number;
  total: number | undefined;
  failed: number;
  problem: Reason | undefined;
  who: string;
  started: string;
  ended: string | undefined;
  act?: ReactNode;
}

/** Asks each second while something of it runs. */
function useJobs<T extends { items: unknown[] }>(
  name: string,
  ask: () => Promise<T>,
  runs: (of: T['items'][number]) => boolean,
) {
  return useQuery({
    queryKey: [name, 'jobs'],
    queryFn: ask,
    refetchInterval: ({ state }) => (state.data?.items.some(runs) ? FRESH : CALM),
  });
}

/** What works through many messages, rows or people at once, newest first. */
export default function JobsPage() {
  const { t } = useTranslation();
  const resends = useJobs(
    'resends',
    () => taken(api.GET('/v1/resends')),
    (job) => (job as ResendJob).state === 'RUNNING',
  );
  const campaigns = useJobs(
    'campaigns',
    () => taken(api.GET('/v1/campaigns')),
    (each) => BUSY.has((each as Campaign).state),
  );
  const imports = useJobs(
    'imports',
    () => taken(api.GET('/v1/imports')),
    (each) => BUSY.has((each as Import).of.state),
  );
  const lineOf = useLines(() => void resends.refetch());
  return (
    <Page title={t('jobs.title')}>
      <p className="soft">{t('jobs.hint')}</p>
      <div className="card">
        <Loaded query={resends}>
          {(some) => {
            const lines = [
              ...some.items.map(lineOf.resend),
              ...(campaigns.data?.items ?? []).map(lineOf.campaign),
              ...(imports.data?.items ?? []).map(lineOf.import),
            ].toSorted((one, other) => other.started.localeCompare(one.started));
            return lines.length === 0 ? (
              <Empty title={t('jobs.none')}>
                <p>{t('jobs.noneHint')}</p>
                <Link to="/messages">{t('jobs.toMessages')}</Link>
              </Empty>
            ) : (
              <Jobs lines={lines} />
            );
          }}
        </Loaded>
      </div>
    </Page>
  );
}

const BUSY: ReadonlySet<string> = new Set(['LOADING', 'RUNNING', 'CHECKING']);

const STATUS: Record<string, Status> = {
  LOADING: 'active',
  CHECKING: 'active',
  RUNNING: 'active',
  DONE: 'success',
  FAILED: 'exception',
};

/** What each kind of job looks like in the list. */
function useLines(changed: () => void) {
  const { t } = useTranslation();
  return {
    resend: (job: ResendJob): Line => ({
      key: job.id,
      what: <What job={job} />,
      state: t(`jobs.state.${job.state}`),
      status: STATUS[job.state] ?? 'normal',
      done: job.resent,
      total: job.total,
      failed: job.failed,
      problem: job.problem,
      who: job.requestedBy,
      started: job.createdAt,
      ended: job.finishedAt,
      act: <Stop job={job} changed={changed} />,
    }),
    campaign: (of: Campaign): Line => ({
      key: of.id,
      what: (
        <>
          {t('jobs.campaign')} <Link to={`/campaigns/${of.id}`}>{of.name}</Link>
        </>
      ),
      state: t(`campaigns.state.${of.state}`),
      status: STATUS[of.state] ?? 'normal',
      done: of.state === 'LOADING' ? of.lookedAt : of.sent,
      total: of.state === 'LOADING' ? undefined : of.total,
      failed: of.refused,
      problem: of.problem,
      who: of.requestedBy,
      started: of.createdAt,
      ended: of.finishedAt,
    }),
    import: ({ tenant, tenantName, of }: Import): Line => ({
      key: of.id,
      what: (
        <>
          {t('jobs.import', { file: of.file })} <Link to={`/tenants/${tenant}`}>{tenantName}</Link>
        </>
      ),
      state: t(`jobs.importState.${of.state}`),
      status: STATUS[of.state] ?? 'normal',
      done: of.lookedAt,
      total: of.total,
      failed: of.wrong,
      problem: of.problem,
      who: of.requestedBy,
      started: of.createdAt,
      ended: of.finishedAt,
    }),
  };
}

function Jobs({ lines }: { lines: Line[] }) {
  const { t } = useTranslation();
  const told = useReason();
  return (
    <Table
      rowKey="key"
      size="middle"
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      dataSource={lines}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: t('jobs.what'), render: (_, { what }) => <span className="about">{what}</span> },
        {
          title: t('jobs.progress'),
          width: 220,
          render: (_, { state, status, done, total, failed, problem }) => (
            <>
              {state}{' '}
              <span className="num soft">
                {total === undefined ? done : t('jobs.counts', { resent: done, total })}
                {failed > 0 && ` · ${t('jobs.failed', { failed })}`}
              </span>
              <Progress
                size="small"
                showInfo={false}
                aria-label={t('jobs.progress')}
                percent={Math.round((100 * done) / Math.max(1, total ?? done))}
                status={status}
              />
              {problem && <span className="soft small">{told(problem)}</span>}
            </>
          ),
        },
        { title: t('jobs.who'), dataIndex: 'who' },
        { title: t('jobs.started'), render: (_, { started }) => <Time at={started} /> },
        { title: t('jobs.ended'), render: (_, { ended }) => <Time at={ended} /> },
        { align: 'right', dataIndex: 'act' },
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
  const list = useList();
  const channelName = useChannelName();
  const timeText = useTimeText();
  return (name, value) => {
    switch (name) {
      case 'state':
        return list(
          value
            .split(',')
            .map((state) => t(`components.state.${state as 'FAILED'}`, { defaultValue: state })),
        );
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
