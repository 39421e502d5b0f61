import { PlusOutlined } from '@ant-design/icons';
import { Button, Table, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Schemas } from '../../api/client';
import { useLastHour, useSources, useTenantName } from '../../api/lists';
import type { Connector, SourceHealth } from '../../api/shapes';
import { ChannelName } from '../../components/ChannelName';
import { Empty } from '../../components/Empty';
import { HealthMark } from '../../components/HealthMark';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { PausedBy } from '../../components/PausedBy';
import { useMay } from '../../session/session';
import { ConnectorList } from './ConnectorList';
import { SourceForm } from './SourceForm';

export default function SourcesPage() {
  const { t } = useTranslation();
  const may = useMay();
  const [search] = useSearchParams();
  const [choosing, setChoosing] = useState(() => search.has('new') || search.has('connectors'));
  const [connector, setConnector] = useState<Connector | null>(null);
  const create = may('edit') && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setChoosing(true)}>
      {t('sources.create')}
    </Button>
  );
  return (
    <Page title={t('sources.title')} actions={create}>
      <Tabs
        activeKey={choosing ? 'connectors' : 'sources'}
        onChange={(key) => setChoosing(key === 'connectors')}
        items={[
          {
            key: 'sources',
            label: t('overview.sources'),
            children: (
              <div className="card">
                <SourceList create={create} />
              </div>
            ),
          },
          {
            key: 'connectors',
            label: t('sources.connectors'),
            children: <ConnectorList choose={may('edit') ? setConnector : undefined} />,
          },
        ]}
      />
      {connector && <SourceForm connector={connector} close={() => setConnector(null)} />}
    </Page>
  );
}

/** How it does, for who may see the overview; who may not sees nothing in its place. */
function Health({
  source,
  seen,
}: {
  source: Schemas['SourceView'];
  seen: SourceHealth | undefined;
}) {
  if (source.paused) {
    return (
      <>
        <HealthMark health="paused" />
        <PausedBy kind="source" of={source.code} />
      </>
    );
  }
  return seen ? <HealthMark health={seen.health} /> : '–';
}

function SourceList({ create }: { create: React.ReactNode }) {
  const { t } = useTranslation();
  const tenantName = useTenantName();
  const overview = useLastHour();
  const health = new Map((overview.data?.sources ?? []).map((one) => [one.code, one]));
  return (
    <Loaded query={useSources()}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={t('sources.none')}>
            <p>{t('sources.noneHint')}</p>
            <div className="row">{create}</div>
          </Empty>
        ) : (
          <Table<Schemas['SourceView']>
            rowKey="code"
            size="middle"
            dataSource={items}
            pagination={{ pageSize: 25, hideOnSinglePage: true }}
            scroll={{ x: 'max-content' }}
            columns={[
              {
                title: t('sources.code'),
                render: (_, source) => (
                  <>
                    <Link to={`/sources/${source.code}`}>{source.code}</Link>
                    <span className="sub">{source.connector}</span>
                  </>
                ),
              },
              {
                title: t('messages.channel'),
                filters: [...new Set(items.map((source) => source.channel))].map((value) => ({
                  value,
                  text: <ChannelName channel={value} />,
                })),
                onFilter: (value, source) => source.channel === value,
                render: (_, source) => <ChannelName channel={source.channel} />,
              },
              {
                title: t('sources.tenant'),
                render: (_, source) =>
                  source.tenant ? tenantName(source.tenant) : t('sources.shared'),
              },
              {
                title: t('overview.health'),
                render: (_, source) => <Health source={source} seen={health.get(source.code)} />,
              },
              {
                title: t('overview.calls'),
                className: 'num',
                align: 'right',
                render: (_, source) => health.get(source.code)?.calls ?? '–',
              },
            ]}
          />
        )
      }
    </Loaded>
  );
}
