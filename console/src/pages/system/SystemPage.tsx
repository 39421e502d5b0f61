import { CheckCircleOutlined, CloseCircleOutlined, MinusCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import type { SystemView } from '../../api/shapes';
import { bytes } from '../../components/bytes';
import { Facts } from '../../components/Facts';
import { Loaded } from '../../components/Loaded';
import { Page, Section } from '../../components/Page';
import { Time } from '../../components/Time';
import { useDuration } from '../../components/useDuration';
import { useList } from '../../components/useList';
import { useMay } from '../../session/session';
import { Holds } from './Holds';
import { Retention } from './Retention';
import { jobName } from './words';

export default function SystemPage() {
  const { t } = useTranslation();
  const may = useMay();
  const system = useQuery({
    queryKey: ['system'],
    queryFn: () => taken(api.GET('/v1/system')),
    refetchInterval: 5_000,
  });
  return (
    <Page title={t('system.title')} actions={<a href="/docs/index.html">{t('system.api')}</a>}>
      <Loaded query={system}>
        {(seen) => (
          <>
            <Section title={t('system.processes')}>
              <div
                className="card scroll"
                tabIndex={0}
                role="region"
                aria-label={t('system.processes')}
              >
                <Processes processes={seen.processes} />
              </div>
            </Section>
            <Section title={t('system.jobs')}>
              <div className="card scroll" tabIndex={0} role="region" aria-label={t('system.jobs')}>
                <Jobs jobs={seen.jobs} />
              </div>
            </Section>
            <Section title={t('system.storage')}>
              <Storage system={seen} />
            </Section>
            <Retention />
            {may('administer') && <Holds />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Processes({ processes }: { processes: SystemView['processes'] }) {
  const { t } = useTranslation();
  const list = useList();
  return (
    <Table
      rowKey="incarnation"
      size="middle"
      pagination={false}
      dataSource={processes}
      columns={[
        {
          title: t('system.process'),
          render: (_, process) => (
            <>
              <span className="mono">{process.home}</span>
              <span className="sub num">{process.pid}</span>
            </>
          ),
        },
        {
          title: t('messages.state'),
          render: (_, process) => (
            <span className={`state ${process.alive ? 'good' : ''}`}>
              {process.alive ? (
                <CheckCircleOutlined aria-hidden />
              ) : (
                <MinusCircleOutlined aria-hidden />
              )}
              {process.alive ? t('system.alive') : t('system.gone')}
            </span>
          ),
        },
        { title: t('system.roles'), render: (_, { roles }) => list(roles?.split(',') ?? []) },
        { title: t('system.version'), dataIndex: 'version' },
        { title: t('system.started'), render: (_, process) => <Time at={process.startedAt} /> },
        { title: t('system.beat'), render: (_, process) => <Time at={process.beatAt} /> },
        {
          title: t('system.inHand'),
          dataIndex: 'inHand',
          className: 'num',
          align: 'right',
        },
      ]}
    />
  );
}

function Jobs({ jobs }: { jobs: SystemView['jobs'] }) {
  const { t, i18n } = useTranslation();
  const duration = useDuration();
  return (
    <Table
      rowKey="name"
      size="middle"
      pagination={false}
      dataSource={jobs}
      columns={[
        {
          title: t('system.job'),
          render: (_, job) => (
            <>
              {jobName(job.name, i18n.language)}
              <span className="sub mono">{job.name}</span>
            </>
          ),
        },
        { title: t('messages.state'), render: (_, job) => <JobState job={job} /> },
        { title: t('system.lastRun'), render: (_, job) => <Time at={job.lastRun} /> },
        {
          title: t('system.took'),
          className: 'num',
          align: 'right',
          render: (_, job) => job.millis !== undefined && duration(job.millis),
        },
        { title: t('system.nextRun'), render: (_, job) => <Time at={job.nextRun} /> },
        { title: t('system.process'), className: 'mono', dataIndex: 'process' },
      ]}
    />
  );
}

function JobState({ job }: { job: SystemView['jobs'][number] }) {
  const { t } = useTranslation();
  if (job.running) return <span className="state">{t('system.jobRuns')}</span>;
  if (!job.lastRun) return <span className="state">{t('system.jobWaits')}</span>;
  return job.failure ? (
    <span className="state bad">
      <CloseCircleOutlined aria-hidden />
      {t('system.jobFailed', { count: Math.max(1, job.failures) })}
      <span className="sub">{job.failure}</span>
    </span>
  ) : (
    <span className="state good">
      <CheckCircleOutlined aria-hidden />
      {t('system.jobSucceeded')}
    </span>
  );
}

function Storage({ system }: { system: SystemView }) {
  const { t, i18n } = useTranslation();
  const { database, waiting, partitions } = system;
  const number = new Intl.NumberFormat(i18n.language);
  // The database's own estimate, which knows of the first ones only later.
  const estimate = (count: number) => (count > 0 ? `≈ ${number.format(count)}` : t('system.few'));
  return (
    <div className="columns even">
      <div className="card pad">
        <Facts
          of={[
            [t('system.version'), system.version],
            [t('system.database'), database.version],
            [t('system.size'), bytes(database.bytes)],
            [t('system.messages'), estimate(database.messages)],
            [t('system.waiting'), `${number.format(waiting.count)}${waiting.atLeast ? '+' : ''}`],
            [t('system.oldest'), waiting.oldest && <Time at={waiting.oldest} />],
          ]}
        />
      </div>
      <div className="card">
        <Table
          rowKey="month"
          size="middle"
          pagination={false}
          dataSource={partitions}
          columns={[
            { title: t('system.month'), dataIndex: 'month' },
            {
              title: t('system.messages'),
              className: 'num',
              align: 'right',
              render: (_, part) => estimate(part.messages),
            },
            {
              title: t('system.size'),
              className: 'num',
              align: 'right',
              render: (_, part) => bytes(part.bytes),
            },
          ]}
        />
      </div>
    </div>
  );
}
