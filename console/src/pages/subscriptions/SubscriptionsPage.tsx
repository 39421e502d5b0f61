import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { api, taken } from '../../api/client';
import type { Subscription } from '../../api/shapes';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { useMay } from '../../session/session';
import { SecretOnce } from './SecretOnce';
import { SubscriptionForm } from './SubscriptionForm';
import { SubscriptionState } from './SubscriptionState';
import { useTypeName } from './types';

const address = ({ application, code }: Subscription) => `/subscriptions/${application}/${code}`;

export default function SubscriptionsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const [creating, setCreating] = useState(false);
  const [made, setMade] = useState<Subscription | null>(null);
  const subscriptions = useQuery({
    queryKey: ['subscriptions'],
    queryFn: () => taken(api.GET('/v1/subscriptions')),
  });
  const create = may('edit') && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
      {t('subscriptions.create')}
    </Button>
  );
  return (
    <Page title={t('subscriptions.title')} actions={create}>
      <p className="sub">{t('subscriptions.hint')}</p>
      <Loaded query={subscriptions}>
        {({ items }) => (
          <div
            className="card scroll"
            tabIndex={0}
            role="region"
            aria-label={t('subscriptions.title')}
          >
            <Subscriptions of={items} />
          </div>
        )}
      </Loaded>
      {creating && <SubscriptionForm made={setMade} close={() => setCreating(false)} />}
      <SecretOnce
        secret={made?.secret ?? null}
        done={() => {
          if (made) void navigate(address(made));
          setMade(null);
        }}
      />
    </Page>
  );
}

function Subscriptions({ of }: { of: Subscription[] }) {
  const { t } = useTranslation();
  const name = useTypeName();
  return (
    <Table
      rowKey={address}
      size="middle"
      pagination={of.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      dataSource={of}
      locale={{
        emptyText: <Empty title={t('subscriptions.none')}>{t('subscriptions.noneHint')}</Empty>,
      }}
      columns={[
        {
          title: t('subscriptions.code'),
          render: (_, each) => (
            <>
              <Link to={address(each)}>{each.code}</Link>
              <span className="sub mono">{each.url ?? t(`subscriptions.ways.${each.way}`)}</span>
            </>
          ),
        },
        { title: t('subscriptions.application'), dataIndex: 'application' },
        {
          title: t('subscriptions.types'),
          render: (_, each) =>
            each.types.length === 0 ? t('subscriptions.typesAll') : each.types.map(name).join(', '),
        },
        { title: t('subscriptions.state'), render: (_, each) => <SubscriptionState of={each} /> },
      ]}
    />
  );
}
