import { DownloadOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, json, taken } from '../../api/client';
import type { Page as ListPage, Suppression } from '../../api/shapes';
import { Page } from '../../components/Page';
import { Trouble } from '../../components/Trouble';
import { useMay } from '../../session/session';
import { AddressForm } from './AddressForm';
import { SuppressionTable } from './SuppressionTable';

const CAUSES = ['BOUNCED', 'DEAD', 'COMPLAINED', 'STOPPED', 'ADDED'] as const;

/** Addresses that must not be sent to: listed, found by the whole address, added, lifted. */
export default function SuppressionsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const [wanted, setWanted] = useState('');
  const [adding, setAdding] = useState(false);
  const search = (
    <Input.Search
      allowClear
      aria-label={t('suppressions.find')}
      placeholder={t('suppressions.find')}
      onSearch={(text) => setWanted(text.trim())}
    />
  );
  return (
    <Page
      title={t('suppressions.title')}
      actions={
        <>
          {may('see-personal-data') && (
            <Button icon={<DownloadOutlined />} href="/v1/suppressions/export" download>
              {t('suppressions.export')}
            </Button>
          )}
          {may('operate') && (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('suppressions.add')}
            </Button>
          )}
        </>
      }
    >
      <p className="sub">{t('suppressions.lead')}</p>
      {wanted ? <Found address={wanted} search={search} /> : <All search={search} />}
      {adding && <AddressForm close={() => setAdding(false)} />}
    </Page>
  );
}

function All({ search }: { search: ReactNode }) {
  const { t } = useTranslation();
  const [cause, setCause] = useState<Suppression['cause']>();
  const entries = useInfiniteQuery({
    queryKey: ['suppressions', cause],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: '50' });
      if (cause) query.set('cause', cause);
      if (pageParam) query.set('cursor', pageParam);
      return json<ListPage<Suppression>>(`/v1/suppressions?${query}`);
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
  return (
    <>
      <div className="filters">
        {search}
        <Select
          allowClear
          aria-label={t('suppressions.cause')}
          placeholder={t('suppressions.anyCause')}
          value={cause}
          onChange={(value?: Suppression['cause']) => setCause(value)}
          options={CAUSES.map((value) => ({ value, label: t(`suppressions.causes.${value}`) }))}
        />
      </div>
      {entries.error && <Trouble problem={entries.error} />}
      <SuppressionTable
        entries={entries.data?.pages.flatMap((page) => page.items) ?? []}
        loading={entries.isPending}
        empty={t('suppressions.empty')}
        hint={t('suppressions.emptyHint')}
      />
      {entries.hasNextPage && (
        <div className="more row">
          <Button onClick={() => void entries.fetchNextPage()}>{t('components.more')}</Button>
        </div>
      )}
    </>
  );
}

/** The address is in a body, so that no log has it. */
function Found({ address, search }: { address: string; search: ReactNode }) {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ['suppressions', 'of', address],
    queryFn: () => taken(api.POST('/v1/suppressions/search', { body: { address } })),
  });
  return (
    <>
      <div className="filters">{search}</div>
      {found.error && <Trouble problem={found.error} />}
      <SuppressionTable
        entries={found.data ?? []}
        loading={found.isPending}
        empty={t('suppressions.none')}
      />
    </>
  );
}
