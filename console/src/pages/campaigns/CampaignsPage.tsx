import { useQuery } from '@tanstack/react-query';
import { Button, Progress, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, taken, type Schemas } from '../../api/client';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../components/Loaded';
import { NodeName } from '../../components/NodeName';
import { Page } from '../../components/Page';
import { Time } from '../../components/Time';
import { useMay } from '../../session/session';

export type Campaign = Schemas['CampaignView'];

const FRESH = 1_000;
const CALM = 10_000;

export const BUSY: ReadonlySet<Campaign['state']> = new Set(['LOADING', 'RUNNING']);

/** One-off sends to many, newest first. */
export default function CampaignsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const found = useQuery({
    queryKey: ['campaigns'],
    queryFn: () => taken(api.GET('/v1/campaigns')),
    refetchInterval: ({ state }) =>
      state.data?.items.some((each) => BUSY.has(each.state)) ? FRESH : CALM,
  });
  const create = may('operate') && (
    <Link to="/campaigns/new">
      <Button type="primary">{t('campaigns.create')}</Button>
    </Link>
  );
  return (
    <Page title={t('campaigns.title')} actions={create}>
      <p className="soft">{t('campaigns.hint')}</p>
      <div className="card">
        <Loaded query={found}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('campaigns.none')}>{t('campaigns.noneHint')}</Empty>
            ) : (
              <Campaigns items={items} />
            )
          }
        </Loaded>
      </div>
    </Page>
  );
}

function Campaigns({ items }: { items: Campaign[] }) {
  const { t } = useTranslation();
  return (
    <Table
      rowKey="id"
      size="middle"
      pagination={false}
      dataSource={items}
      scroll={{ x: 'max-content' }}
      columns={[
        {
          title: t('campaigns.name'),
          render: (_, each) => (
            <>
              <Link to={`/campaigns/${each.id}`}>{each.name}</Link>
              {each.code && <span className="sub mono">{each.code}</span>}
            </>
          ),
        },
        {
          title: t('campaigns.what'),
          render: (_, each) => <NodeName application={each.application} node={each.node} />,
        },
        {
          title: t('campaigns.audience'),
          render: (_, each) => each.file ?? each.url ?? t('campaigns.fromQuery'),
        },
        { title: t('campaigns.progress'), width: 220, render: (_, each) => <HowFar of={each} /> },
        { title: t('campaigns.by'), dataIndex: 'requestedBy' },
        { title: t('campaigns.made'), render: (_, each) => <Time at={each.createdAt} /> },
      ]}
    />
  );
}

const STATUS = {
  LOADING: 'active',
  READY: 'normal',
  RUNNING: 'active',
  PAUSED: 'normal',
  DONE: 'success',
  STOPPED: 'normal',
  FAILED: 'exception',
} as const;

/** Its state with a bar of what was submitted. */
export function HowFar({ of }: { of: Campaign }) {
  const { t } = useTranslation();
  const done = of.sent + of.refused;
  return (
    <>
      <span role="status">{t(`campaigns.state.${of.state}`)}</span>{' '}
      <span className="num soft">
        {of.state === 'LOADING' ? of.lookedAt : `${done} / ${of.total}`}
      </span>
      {of.state !== 'LOADING' && (
        <Progress
          size="small"
          showInfo={false}
          aria-label={t('campaigns.progress')}
          percent={Math.floor((100 * done) / Math.max(1, of.total))}
          status={STATUS[of.state]}
        />
      )}
    </>
  );
}
