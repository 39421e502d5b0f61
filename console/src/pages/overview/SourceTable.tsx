import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SourceHealth } from '../../api/shapes';
import { ChannelName } from '../../components/ChannelName';
import { Empty } from '../../components/Empty';
import { HealthMark } from '../../components/HealthMark';

export function SourceTable({ sources }: { sources: SourceHealth[] }) {
  const { t } = useTranslation();
  if (sources.length === 0) return <Empty title={t('overview.noSources')} />;
  const number = (
    title: string,
    name: 'calls' | 'accepted' | 'rejected' | 'throttled' | 'failed',
  ) => ({
    title,
    dataIndex: name,
    className: 'num',
    align: 'right' as const,
  });
  return (
    <Table
      rowKey="code"
      size="middle"
      pagination={sources.length > 20 ? { pageSize: 20 } : false}
      dataSource={sources}
      scroll={{ x: 'max-content' }}
      columns={[
        {
          title: t('overview.source'),
          render: (_, source) => (
            <>
              <Link to={`/sources/${source.code}`}>{source.code}</Link>
              <span className="sub">
                <ChannelName channel={source.channel} />
              </span>
            </>
          ),
        },
        {
          title: t('overview.health'),
          render: (_, source) => <HealthMark health={source.health} />,
        },
        number(t('overview.calls'), 'calls'),
        number(t('overview.accepted'), 'accepted'),
        number(t('overview.rejected'), 'rejected'),
        number(t('overview.throttled'), 'throttled'),
        number(t('overview.wrong'), 'failed'),
      ]}
    />
  );
}
