import { PlusOutlined } from '@ant-design/icons';
import { Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useApplications } from '../../api/lists';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { useMay } from '../../session/session';
import { ApplicationForm } from './ApplicationForm';

export default function ApplicationsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const [creating, setCreating] = useState(useSearchParams()[0].has('new'));
  const applications = useApplications();
  const create = may('administer') && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
      {t('applications.create')}
    </Button>
  );
  return (
    <Page title={t('applications.title')} actions={create}>
      <div className="card">
        <Loaded query={applications}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('applications.none')}>
                <p>{t('applications.noneHint')}</p>
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
                    title: t('applications.name'),
                    render: (_, application) => (
                      <>
                        <Link to={`/applications/${application.code}`}>{application.name}</Link>
                        <span className="sub mono">{application.code}</span>
                      </>
                    ),
                  },
                  { title: t('applications.owner'), dataIndex: 'owner' },
                  { title: t('applications.team'), dataIndex: 'team' },
                  { title: t('applications.contact'), dataIndex: 'contact' },
                ]}
              />
            )
          }
        </Loaded>
      </div>
      {creating && <ApplicationForm close={() => setCreating(false)} />}
    </Page>
  );
}
