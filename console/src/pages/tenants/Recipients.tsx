import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, taken, type Schemas } from '../../api/client';
import { ChannelName } from '../../components/ChannelName';
import { Empty } from '../../components/Empty';
import { Trouble } from '../../components/Trouble';
import { useMay } from '../../session/session';
import { ImportDialog } from './ImportDialog';
import { PersonActions } from './PersonActions';
import { Preferences } from './Preferences';
import { RecipientForm } from './RecipientForm';

type Recipient = Schemas['RecipientView'];

export function Recipients({ tenant }: { tenant: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const [address, setAddress] = useState('');
  const [importing, setImporting] = useState(false);
  const [wishesOf, setWishesOf] = useState<Recipient | null>(null);
  const [open, setOpen] = useState<Recipient | 'new' | null>(null);
  const found = useInfiniteQuery({
    queryKey: ['recipients', tenant, address],
    queryFn: ({ pageParam }) =>
      address
        ? taken(
            api.POST('/v1/tenants/{tenant}/recipients/search', {
              params: { path: { tenant } },
              body: { address },
            }),
          )
        : taken(
            api.GET('/v1/tenants/{tenant}/recipients', {
              params: {
                path: { tenant },
                query: { limit: 50, ...(pageParam && { cursor: pageParam }) },
              },
            }),
          ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="filters">
        <Input.Search
          allowClear
          placeholder={t('tenants.byAddress')}
          aria-label={t('tenants.byAddress')}
          onSearch={(value) => setAddress(value.trim())}
        />
        {may('edit') && (
          <>
            <Button onClick={() => setOpen('new')}>{t('tenants.newRecipient')}</Button>
            <Button onClick={() => setImporting(true)}>{t('tenants.import')}</Button>
          </>
        )}
      </div>
      {found.error && <Trouble problem={found.error} />}
      <div className="card">
        <Table<Recipient>
          rowKey="code"
          size="middle"
          pagination={false}
          loading={found.isPending}
          dataSource={items}
          scroll={{ x: 'max-content' }}
          locale={{
            emptyText: (
              <Empty title={t('tenants.recipientNone')}>{t('tenants.recipientHint')}</Empty>
            ),
          }}
          columns={[
            {
              title: t('tenants.recipientCode'),
              render: (_, recipient) =>
                may('edit') ? (
                  <button type="button" className="link mono" onClick={() => setOpen(recipient)}>
                    {recipient.code}
                  </button>
                ) : (
                  <span className="mono">{recipient.code}</span>
                ),
            },
            { title: t('tenants.name'), dataIndex: 'name' },
            {
              title: t('tenants.addresses'),
              render: (_, recipient) => <Addresses recipient={recipient} />,
            },
            {
              align: 'right',
              render: (_, recipient) => (
                <span className="row end">
                  {may('preferences') && (
                    <button type="button" className="link" onClick={() => setWishesOf(recipient)}>
                      {t('tenants.preferences')}
                    </button>
                  )}
                  <Link to={`/messages?tenant=${tenant}&recipient=${recipient.code}`}>
                    {t('messages.title')}
                  </Link>
                  <PersonActions tenant={tenant} recipient={recipient} />
                </span>
              ),
            },
          ]}
        />
        {found.hasNextPage && (
          <div className="more row">
            <Button onClick={() => void found.fetchNextPage()}>{t('components.more')}</Button>
          </div>
        )}
      </div>
      {open && (
        <RecipientForm
          tenant={tenant}
          {...(open !== 'new' && { recipient: open })}
          close={() => setOpen(null)}
        />
      )}
      {wishesOf && (
        <Preferences tenant={tenant} recipient={wishesOf} close={() => setWishesOf(null)} />
      )}
      {importing && <ImportDialog tenant={tenant} close={() => setImporting(false)} />}
    </>
  );
}

function Addresses({ recipient }: { recipient: Recipient }) {
  return Object.entries(recipient.addresses).map(([channel, value]) => (
    <span key={channel} className="address">
      <span className="soft">
        <ChannelName channel={channel} />
      </span>{' '}
      <span className="mono">{value}</span>
    </span>
  ));
}
