import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Button, Grid, Input, Table, type TableColumnsType } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { api, json, taken } from '../../api/client';
import type { AuditEntry, Page as ListPage, Verification } from '../../api/shapes';
import { useReason } from '../../components/useReason';
import { Empty } from '../../components/Empty';
import { Page } from '../../components/Page';
import { Time } from '../../components/Time';
import { Trouble } from '../../components/Trouble';
import { useMay } from '../../session/session';
import { About, Detail } from './About';

const FILTERS = ['actor', 'action', 'subject'] as const;
const EXAMPLES = { actor: 'li.lei', action: 'source.updated', subject: 'tenant:acme' } as const;
const LABELS = { actor: 'audit.who', action: 'audit.action', subject: 'audit.subject' } as const;

export default function AuditPage() {
  const { t } = useTranslation();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const entries = useInfiniteQuery({
    queryKey: ['audit', search.toString()],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams(search);
      query.set('limit', '50');
      if (pageParam) query.set('cursor', pageParam);
      return json<ListPage<AuditEntry>>(`/v1/audit?${query}`);
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
  const verify = useMutation({
    mutationFn: () => taken(api.GET('/v1/audit/verification')),
  });
  const narrow = (name: string, value: string) =>
    setSearch((before) => {
      if (value) before.set(name, value);
      else before.delete(name);
      return before;
    });
  return (
    <Page
      title={t('audit.title')}
      actions={
        may('administer') && (
          <Button loading={verify.isPending} onClick={() => verify.mutate()}>
            {t('audit.verify')}
          </Button>
        )
      }
    >
      {verify.data && <Verified found={verify.data} />}
      <div className="filters">
        {FILTERS.map((name) => (
          <Input.Search
            key={name + (search.get(name) ?? '')}
            allowClear
            placeholder={`${t(LABELS[name])} · ${EXAMPLES[name]}`}
            aria-label={t(LABELS[name])}
            defaultValue={search.get(name) ?? ''}
            onSearch={(value) => narrow(name, value.trim())}
          />
        ))}
      </div>
      {entries.error && <Trouble problem={entries.error} />}
      <div className="card">
        <Entries
          loading={entries.isPending}
          entries={entries.data?.pages.flatMap((page) => page.items) ?? []}
        />
        {entries.hasNextPage && (
          <div className="more row">
            <Button onClick={() => void entries.fetchNextPage()}>{t('components.more')}</Button>
          </div>
        )}
      </div>
    </Page>
  );
}

function Verified({ found }: { found: Verification }) {
  const { t } = useTranslation();
  const told = useReason();
  return (
    <p className={`verdict ${found.intact ? 'good' : 'bad'}`} role="status">
      {found.intact
        ? t('audit.intact', { entries: found.entries })
        : t('audit.broken', {
            position: found.position,
            reason: found.reason && told(found.reason),
          })}
    </p>
  );
}

function Entries({ entries, loading }: { entries: AuditEntry[]; loading: boolean }) {
  const { t } = useTranslation();
  const { md } = Grid.useBreakpoint();
  return (
    <Table
      rowKey="position"
      size="middle"
      tableLayout={md === false ? 'fixed' : undefined}
      loading={loading}
      pagination={false}
      dataSource={entries}
      locale={{ emptyText: <Empty title={t('audit.none')}>{t('audit.noneHint')}</Empty> }}
      expandable={{
        rowExpandable: (entry) => entry.detail !== undefined,
        expandedRowRender: (entry) => <Detail detail={entry.detail} />,
      }}
      columns={md === false ? narrow(t) : wide(t)}
    />
  );
}

function wide(t: TFunction): TableColumnsType<AuditEntry> {
  return [
    { title: t('audit.when'), render: (_, entry) => <Time at={entry.at} /> },
    {
      title: t('audit.who'),
      render: (_, entry) => (
        <>
          {entry.name}
          <span className="sub mono">{entry.address}</span>
        </>
      ),
    },
    { title: t('audit.action'), render: (_, entry) => <Doing action={entry.action} /> },
    {
      title: t('audit.subject'),
      render: (_, entry) => <About subject={entry.subject} />,
    },
  ];
}

/** On a phone: who and when, what and on what. */
function narrow(t: TFunction): TableColumnsType<AuditEntry> {
  return [
    {
      title: t('audit.who'),
      width: 116,
      render: (_, entry) => (
        <>
          {entry.name}
          <span className="sub">
            <Time at={entry.at} />
          </span>
        </>
      ),
    },
    {
      title: t('audit.action'),
      render: (_, entry) => (
        <>
          <Doing action={entry.action} />
          <span className="sub">
            <About subject={entry.subject} />
          </span>
        </>
      ),
    },
  ];
}

/** An action in words; one that has none is shown by its code. */
function Doing({ action }: { action: string }) {
  const { t } = useTranslation();
  const [kind = '', verb = ''] = action.split('.');
  const named = t(`audit.kinds.${kind as 'node'}`, { defaultValue: '' });
  const done = t(`audit.verbs.${verb as 'created'}`, { defaultValue: '' });
  if (!named || !done) return <span className="mono">{action}</span>;
  return <span title={action}>{t('audit.doing', { kind: named, verb: done })}</span>;
}
