import { CheckCircleOutlined, CloseCircleOutlined, PauseCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import type { Queue } from '../../api/shapes';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../components/Loaded';
import { Page, Section } from '../../components/Page';
import { Time } from '../../components/Time';
import { useReason } from '../../components/useReason';
import { useLimitedToTenants } from '../../session/session';
import { Quarantine } from './Quarantine';

const KINDS: Record<string, string> = {
  kafka: 'Kafka',
  rabbitmq: 'RabbitMQ',
  rocketmq: 'RocketMQ',
};

export default function QueuesPage() {
  const { t } = useTranslation();
  const limited = useLimitedToTenants();
  const queues = useQuery({
    queryKey: ['queues'],
    queryFn: () => taken(api.GET('/v1/queues')),
    refetchInterval: 5_000,
  });
  return (
    <Page title={t('queues.title')}>
      <Loaded query={queues}>
        {({ items }) => (
          <div className="card scroll" tabIndex={0} role="region" aria-label={t('queues.title')}>
            <Queues queues={items} />
          </div>
        )}
      </Loaded>
      <p className="sub">{t('queues.sinceStart')}</p>
      {!limited && (
        <Section title={t('queues.quarantine')}>
          <Quarantine />
        </Section>
      )}
    </Page>
  );
}

function Queues({ queues }: { queues: Queue[] }) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  const count = (title: string, of: (queue: Queue) => number | undefined) => ({
    title,
    className: 'num',
    align: 'right' as const,
    render: (_: unknown, queue: Queue) => {
      const counted = of(queue);
      return counted === undefined ? '–' : number.format(counted);
    },
  });
  return (
    <Table
      rowKey="name"
      size="middle"
      pagination={false}
      dataSource={queues}
      locale={{ emptyText: <Empty title={t('queues.none')}>{t('queues.noneHint')}</Empty> }}
      columns={[
        {
          title: t('queues.queue'),
          render: (_, queue) => (
            <>
              {queue.name}
              <span className="sub mono">
                {KINDS[queue.kind] ?? queue.kind} {queue.from}
              </span>
            </>
          ),
        },
        {
          title: t('queues.application'),
          render: (_, queue) => queue.application ?? t('queues.signed'),
        },
        { title: t('queues.state'), render: (_, queue) => <State queue={queue} /> },
        count(t('queues.lag'), (queue) => queue.lag),
        count(t('queues.lastMinute'), (queue) => queue.lastMinute),
        count(t('queues.accepted'), (queue) => queue.accepted),
        count(t('queues.repeated'), (queue) => queue.repeated),
        count(t('queues.quarantined'), (queue) => queue.quarantined),
        { title: t('queues.last'), render: (_, queue) => <Time at={queue.lastTaken} /> },
      ]}
    />
  );
}

function State({ queue }: { queue: Queue }) {
  const { t } = useTranslation();
  const told = useReason();
  if (queue.waitingFor)
    return (
      <span className="state">
        <PauseCircleOutlined aria-hidden />
        {t('queues.waits', { reason: told(queue.waitingFor) })}
      </span>
    );
  return queue.connected ? (
    <span className="state good">
      <CheckCircleOutlined aria-hidden />
      {t('queues.connected')}
    </span>
  ) : (
    <span className="state bad">
      <CloseCircleOutlined aria-hidden />
      {t('queues.away')}
    </span>
  );
}
