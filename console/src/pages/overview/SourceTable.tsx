import { Progress, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SourceHealth } from '../../api/shapes';
import { useBalances } from '../../api/lists';
import { ChannelName } from '../../components/ChannelName';
import { Empty } from '../../components/Empty';
import { HealthMark } from '../../components/HealthMark';
import { PausedBy } from '../../components/PausedBy';
import { useTimeText } from '../../components/Time';
import { useCapText } from '../../components/useCapText';
import { BalanceText } from '../costs/BalanceText';

const WORST_FIRST: SourceHealth['health'][] = ['failing', 'paused', 'throttled', 'good'];

/** The sources that were used, what needs a look first; the idle ones are only counted. */
export function SourceTable({ sources }: { sources: SourceHealth[] }) {
  const { t } = useTranslation();
  const used = sources
    .filter(({ health }) => health !== 'idle')
    .sort((a, b) => rank(a) - rank(b) || b.calls - a.calls);
  const balances = new Map((useBalances().data?.items ?? []).map((each) => [each.source, each]));
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
          render: (_, source) => (
            <>
              <HealthMark health={source.health} />
              {source.paused && <PausedBy kind="source" of={source.code} />}
            </>
          ),
        },
        {
          title: t('overview.held'),
          align: 'right',
          render: (_, source) => <Held source={source} />,
        },
        {
          title: t('overview.caps'),
          render: (_, source) => <Caps source={source} />,
        },
        ...(balances.size > 0
          ? [
              {
                title: t('costs.left'),
                render: (_: unknown, source: SourceHealth) => {
                  const balance = balances.get(source.code);
                  return balance ? <BalanceText of={balance} /> : '–';
                },
              },
            ]
          : []),
        number(t('overview.calls'), 'calls'),
        number(t('overview.accepted'), 'accepted'),
        number(t('overview.rejected'), 'rejected'),
        number(t('overview.throttled'), 'throttled'),
        number(t('overview.wrong'), 'failed'),
      ]}
    />
  );
}

/** What a source holds back, since when and why. */
function Held({ source }: { source: SourceHealth }) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  if (source.waiting === 0) return '–';
  const why = source.waitingFor
    .map((code) => t(`overview.held_for.${code as 'CAP_REACHED'}`, { defaultValue: code }))
    .join(', ');
  return (
    <>
      <span className="num">{source.waiting}</span>
      {source.waitingSince && (
        <span className="sub">
          {t('overview.heldHint', { since: timeText(source.waitingSince), why })}
        </span>
      )}
    </>
  );
}

/** How much of each cap is used now. */
function Caps({ source }: { source: SourceHealth }) {
  const { t, i18n } = useTranslation();
  const capText = useCapText();
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  return source.caps.map(({ cap, permits, used }) => {
    const text = t('overview.capUse', { used: number.format(used), cap: capText(cap) });
    return (
      <div key={cap}>
        <span className="num nowrap">{text}</span>
        <Progress
          size="small"
          showInfo={false}
          aria-label={text}
          percent={Math.min(100, (100 * used) / permits)}
          status={used >= permits ? 'exception' : 'normal'}
        />
      </div>
    );
  });
}

function rank({ health }: SourceHealth): number {
  return WORST_FIRST.indexOf(health);
}
