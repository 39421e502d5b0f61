import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SourceHealth } from '../../api/shapes';
import { ChannelName } from '../../components/ChannelName';
import { Empty } from '../../components/Empty';
import { HealthMark } from '../../components/HealthMark';

const WORST_FIRST: SourceHealth['health'][] = ['failing', 'paused', 'throttled', 'good'];

/** The sources that were used, what needs a look first; the idle ones are only counted. */
export function SourceTable({ sources }: { sources: SourceHealth[] }) {
  const { t } = useTranslation();
  const used = sources
    .filter(({ health }) => health !== 'idle')
    .sort((a, b) => rank(a) - rank(b) || b.calls - a.calls);
  const idle = sources.length - used.length;
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
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      dataSource={used}
      locale={{ emptyText: <Empty title={t('overview.noSources')} /> }}
      {...(idle > 0 && {
        footer: () => <Link to="/sources">{t('overview.idle', { count: idle })}</Link>,
      })}
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

function rank({ health }: SourceHealth): number {
  return WORST_FIRST.indexOf(health);
}
