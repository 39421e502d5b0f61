import { PlusOutlined } from '@ant-design/icons';
import { Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useTenants } from '../../api/lists';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { useMay } from '../../session/session';
import { TenantForm } from './TenantForm';

export default function TenantsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const [creating, setCreating] = useState(useSearchParams()[0].has('new'));
  const create = may('edit') && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
      {t('tenants.create')}
    </Button>
  );
  return (
    <Page title={t('tenants.title')} actions={create}>
      <div className="card">
        <Loaded query={useTenants()}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('tenants.none')}>
                <p>{t('tenants.noneHint')}</p>
                <div className="row">{create}</div>
              </Empty>
            ) : (
              <Table
                rowKey="code"
                pagination={false}
                dataSource={items}
                scroll={{ x: 'max-content' }}
                columns={[
                  {
                    title: t('tenants.name'),
                    render: (_, tenant) => (
                      <>
                        <Link to={`/tenants/${tenant.code}`}>{tenant.name}</Link>
                        <span className="sub mono">{tenant.code}</span>
                      </>
                    ),
                  },
                  { title: t('tenants.locale'), dataIndex: 'locale' },
                  { title: t('tenants.zone'), dataIndex: 'zone' },
                ]}
              />
            )
          }
        </Loaded>
      </div>
      {creating && <TenantForm close={() => setCreating(false)} />}
    </Page>
  );
}
