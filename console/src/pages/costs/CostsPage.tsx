import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Select, Table } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { json } from '../../api/client';
import type { CostLine, Costs } from '../../api/shapes';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { useMay } from '../../session/session';
import { Balances } from './Balances';
import { Budgets } from './Budgets';
import { money } from './money';
import { Prices } from './Prices';
import { Reports } from './Reports';
import { en } from './words';

type By = Costs['by'];
const KINDS = Object.keys(en.kinds) as By[];

const day = (date: Date) => date.toISOString().slice(0, 10);

/** Who sent how much for how much money, what may be spent, and what it costs. */
export default function CostsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const today = day(new Date());
  const by = KINDS.find((kind) => kind === search.get('by')) ?? 'APPLICATION';
  const from = search.get('from') ?? `${today.slice(0, 8)}01`;
  const to = search.get('to') ?? today;
  const query = new URLSearchParams({ by, from, to }).toString();
  const change = (more: Record<string, string>) => setSearch({ by, from, to, ...more });
  const costs = useQuery({
    queryKey: ['costs', query],
    queryFn: () => json<Costs>(`/v1/costs?${query}`),
    refetchInterval: 10_000,
  });
  return (
    <Page title={t('costs.title')}>
      <p className="soft">{t('costs.hint')}</p>
      <div className="row" style={{ marginBlock: 12, flexWrap: 'wrap' }}>
        <Select
          aria-label={t('costs.by')}
          value={by}
          style={{ minWidth: 140 }}
          options={KINDS.map((value) => ({ value, label: t(`costs.kinds.${value}`) }))}
          onChange={(value) => change({ by: value })}
        />
        <label>
          {t('costs.from')}{' '}
          <DatePicker
            allowClear={false}
            value={dayjs(from)}
            maxDate={dayjs(to)}
            onChange={(day) => day && change({ from: day.format('YYYY-MM-DD') })}
          />
        </label>
        <label>
          {t('costs.to')}{' '}
          <DatePicker
            allowClear={false}
            value={dayjs(to)}
            minDate={dayjs(from)}
            onChange={(day) => day && change({ to: day.format('YYYY-MM-DD') })}
          />
        </label>
        <Button href={`/v1/costs/export?${query}`}>{t('costs.export')}</Button>
      </div>
      <Loaded query={costs}>{({ items }) => <Lines by={by} lines={items} />}</Loaded>
      <Budgets />
      <Balances />
      <Prices />
      {may('administer') && <Reports />}
    </Page>
  );
}

function Lines({ by, lines }: { by: By; lines: CostLine[] }) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  const figure = (title: string, of: (line: CostLine) => number) => ({
    title,
    className: 'num',
    align: 'right' as const,
    render: (_: unknown, line: CostLine) => number.format(of(line)),
  });
  return (
    <div className="card scroll" tabIndex={0} role="region" aria-label={t('costs.title')}>
      <Table
        rowKey={(line) => `${line.key} ${line.currency ?? ''}`}
        size="middle"
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        dataSource={lines}
        locale={{ emptyText: <Empty title={t('costs.none')} /> }}
        columns={[
          {
            title: t(`costs.kinds.${by}`),
            render: (_, line) => (
              <>
                {line.key || t('costs.unknown')}
                {line.name && <span className="sub">{line.name}</span>}
              </>
            ),
          },
          ...(by === 'APPLICATION' ? [{ title: t('costs.owner'), dataIndex: 'owner' }] : []),
          ...(by === 'COUNTRY'
            ? []
            : [
                figure(t('costs.sent'), (line) => line.sent),
                figure(t('costs.delivered'), (line) => line.delivered),
                figure(t('costs.failed'), (line) => line.failed),
                figure(t('costs.throttled'), (line) => line.throttled),
              ]),
          figure(t('costs.priced'), (line) => line.priced),
          figure(t('costs.segments'), (line) => line.segments),
          {
            title: t('costs.amount'),
            className: 'num',
            align: 'right' as const,
            render: (_: unknown, line: CostLine) =>
              line.currency && line.amount !== undefined && line.amount !== null
                ? money(line.amount, line.currency, i18n.language)
                : '–',
          },
        ]}
      />
    </div>
  );
}
