import { Table, Tag, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LaneHealth } from '../../api/shapes';
import { useDuration } from '../../components/useDuration';
import { PauseButton } from '../../components/PauseButton';
import { PausedBy } from '../../components/PausedBy';

export function Lanes({ lanes }: { lanes: LaneHealth[] }) {
  const { t } = useTranslation();
  const duration = useDuration();
  return (
    <Table
      rowKey="lane"
      size="middle"
      pagination={false}
      dataSource={lanes}
      scroll={{ x: 'max-content' }}
      columns={[
        {
          title: t('overview.lane'),
          render: (_, lane) => (
            <>
              <Link to={`/messages?lane=${lane.lane}`}>{lane.lane}</Link>
              {lane.besideUrgent !== undefined && (
                <GivesWay lane={lane.lane} part={lane.besideUrgent} />
              )}
              {lane.slow && <Tag color="error">{t('overview.slow')}</Tag>}
              {lane.paused && <PausedBy kind="lane" of={lane.lane} />}
            </>
          ),
        },
        {
          title: t('overview.waiting'),
          className: 'num',
          align: 'right',
          render: (_, lane) => `${lane.waiting}${lane.waitingAtLeast ? '+' : ''}`,
        },
        {
          title: t('overview.oldest'),
          className: 'num',
          align: 'right',
          render: (_, lane) => (lane.waiting > 0 ? duration(lane.oldestSeconds * 1_000) : '–'),
        },
        { title: t('overview.sent'), dataIndex: 'sent', className: 'num', align: 'right' },
        {
          title: t('overview.p50'),
          className: 'num',
          align: 'right',
          render: (_, lane) => (lane.p50Millis === undefined ? '–' : duration(lane.p50Millis)),
        },
        {
          title: t('overview.p99'),
          className: 'num',
          align: 'right',
          render: (_, lane) => (lane.p99Millis === undefined ? '–' : duration(lane.p99Millis)),
        },
        {
          align: 'right',
          render: (_, lane) => (
            <PauseButton
              path={`/v1/lanes/${lane.lane}`}
              name={lane.lane}
              paused={lane.paused}
              small
            />
          ),
        },
      ]}
    />
  );
}

function GivesWay({ lane, part }: { lane: string; part: number }) {
  const { t } = useTranslation();
  const percent = Number((part * 100).toPrecision(3));
  return (
    <Tooltip title={t('overview.givesWayHint', { lane, percent })}>
      <Tag color="blue" tabIndex={0} style={{ marginInlineStart: 8 }}>
        {t('overview.givesWay')}
      </Tag>
    </Tooltip>
  );
}
