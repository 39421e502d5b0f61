import { useQuery } from '@tanstack/react-query';
import { Segmented, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, taken } from '../../api/client';
import type { BusinessLine } from '../../api/shapes';
import { ChannelName } from '../../components/ChannelName';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../components/Loaded';
import { Section } from '../../components/Page';
import { useTimeText } from '../../components/Time';
import { briefly } from '../../words/reasons';

const BY = ['APPLICATION', 'NODE', 'TENANT', 'CHANNEL', 'SOURCE', 'REASON'] as const;
type By = (typeof BY)[number];

/** Who sends how much today, each figure leading to its messages, beside the days before. */
export function Business() {
  const { t } = useTranslation();
  const timeText = useTimeText();
  const [by, setBy] = useState<By>('APPLICATION');
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  const today = useQuery({
    queryKey: ['overview', 'business', by, zone],
    queryFn: () => taken(api.GET('/v1/overview/business', { params: { query: { by, zone } } })),
    refetchInterval: 10_000,
    placeholderData: (before) => before,
  });
  return (
    <Section title={t('overview.business')}>
      <Segmented
        aria-label={t('overview.business')}
        value={by}
        options={BY.map((value) => ({ value, label: t(`overview.by.${value}`) }))}
        onChange={setBy}
        style={{ marginBottom: 12 }}
      />
      <Loaded query={today}>
        {(seen) => (
          <>
            <div
              className="card scroll"
              tabIndex={0}
              role="region"
              aria-label={t('overview.business')}
            >
              <Lines by={by} from={seen.from} lines={seen.of} all={seen.all} />
            </div>
            <p className="sub">
              {t('overview.businessSince', {
                from: timeText(seen.from),
                until: timeText(seen.comparedUntil),
              })}
              {seen.leftOut > 0 && ` ${t('overview.leftOut', { count: seen.leftOut })}`}
            </p>
          </>
        )}
      </Loaded>
    </Section>
  );
}

interface Of {
  by: By;
  from: string;
}

function Lines({ by, from, lines, all }: Of & { lines: BusinessLine[]; all: BusinessLine }) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  const share = new Intl.NumberFormat(i18n.language, {
    style: 'percent',
    maximumFractionDigits: 1,
  });
  const comesIn = by !== 'SOURCE' && by !== 'REASON';
  const figure = (title: string, of: (line: BusinessLine) => number, states: string) => ({
    title,
    className: 'num',
    align: 'right' as const,
    render: (_: unknown, line: BusinessLine) => {
      const to = listOf({ by, from }, line, states);
      const text = number.format(of(line));
      return to && of(line) > 0 ? <Link to={to}>{text}</Link> : text;
    },
  });
  const before = (title: string, of: (line: BusinessLine) => number) => ({
    title,
    className: 'num',
    align: 'right' as const,
    render: (_: unknown, line: BusinessLine) => (
      <>
        {number.format(of(line))}
        {of(line) > 0 && <span className="sub">{change(line.soFar / of(line) - 1, share)}</span>}
      </>
    ),
  });
  return (
    <Table
      rowKey="key"
      size="middle"
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      dataSource={lines.length > 0 ? [all, ...lines] : []}
      locale={{ emptyText: <Empty title={t('overview.noBusiness')} /> }}
      scroll={{ x: 'max-content' }}
      columns={[
        {
          title: t(`overview.by.${by}`),
          render: (_, line) =>
            line.key === '' ? <strong>{t('overview.all')}</strong> : <Who by={by} line={line} />,
        },
        ...(comesIn ? [figure(t('overview.accepted'), (line) => line.today.accepted, '')] : []),
        figure(t('overview.sent'), (line) => line.today.sent, 'SENT,DELIVERED,UNDELIVERED'),
        figure(t('overview.failed'), (line) => line.today.failed, 'FAILED,EXPIRED,UNDELIVERED'),
        figure(t('overview.unknown'), (line) => line.today.unknown, 'UNKNOWN'),
        figure(t('overview.fellBack'), (line) => line.today.fellBack, 'NONE'),
        {
          title: t('overview.success'),
          className: 'num',
          align: 'right',
          render: (_, { today }) =>
            today.successRate === undefined ? '–' : share.format(today.successRate),
        },
        ...(comesIn
          ? [
              before(t('overview.yesterday'), (line) => line.yesterday),
              before(t('overview.weekAgo'), (line) => line.weekAgo),
            ]
          : []),
      ]}
    />
  );
}

function change(by: number, share: Intl.NumberFormat): string {
  return `${by >= 0 ? '+' : ''}${share.format(by)}`;
}

function Who({ by, line }: { by: By; line: BusinessLine }) {
  const { i18n } = useTranslation();
  const sub = [by === 'SOURCE' ? undefined : line.name, line.owner].filter(Boolean).join(' · ');
  return (
    <>
      {by === 'CHANNEL' ? (
        <ChannelName channel={line.key} />
      ) : by === 'REASON' ? (
        <span title={line.key}>{briefly(line.key, i18n.language)}</span>
      ) : (
        line.key
      )}
      {by === 'SOURCE' && line.name && (
        <span className="sub">
          <ChannelName channel={line.name} />
        </span>
      )}
      {sub && <span className="sub">{sub}</span>}
    </>
  );
}

/** Where the messages of a figure are listed; null where no filter of messages tells them. */
function listOf({ by, from }: Of, line: BusinessLine, states: string): string | null {
  const of = new URLSearchParams({ from });
  if (states === 'NONE') return null;
  if (states) of.set('state', states);
  const [application, node] = line.key.split('/');
  switch (line.key && by) {
    case '':
      break;
    case 'APPLICATION':
      of.set('application', line.key);
      break;
    case 'NODE':
      of.set('application', application ?? '');
      of.set('node', node ?? '');
      break;
    case 'TENANT':
      of.set('tenant', line.key);
      break;
    case 'CHANNEL':
      of.set('channel', line.key);
      break;
    case 'SOURCE':
      of.set('source', line.key);
      break;
    case 'REASON':
      of.set('reason', line.key);
      break;
    default:
      return null;
  }
  return `/messages?${of}`;
}
