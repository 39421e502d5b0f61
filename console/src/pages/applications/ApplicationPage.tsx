import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api, json, taken, type Schemas } from '../../api/client';
import { useNodes } from '../../api/lists';
import { DeleteButton } from '../../components/DeleteButton';
import { Empty } from '../../components/Empty';
import { Facts } from '../../components/Facts';
import { Loaded } from '../../components/Loaded';
import { Page, Section } from '../../components/Page';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useMay } from '../../session/session';
import { NodeForm } from '../nodes/NodeForm';
import { ApplicationForm } from './ApplicationForm';
import { Keys } from './Keys';

export default function ApplicationPage() {
  const code = useParams()['code']!;
  const application = useQuery({
    queryKey: ['application', code],
    queryFn: () =>
      taken(api.GET('/v1/applications/{application}', { params: { path: { application: code } } })),
  });
  return <Loaded query={application}>{(found) => <Whole application={found} />}</Loaded>;
}

function Whole({ application }: { application: Schemas['Application'] }) {
  const { t } = useTranslation();
  const may = useMay();
  const [editing, setEditing] = useState(false);
  return (
    <Page
      title={application.name}
      trail={<Link to="/applications">{t('applications.title')}</Link>}
      actions={
        <>
          <Link to={`/messages?application=${application.code}`}>
            <Button>{t('applications.messages')}</Button>
          </Link>
          {may('administer') && (
            <>
              <Button onClick={() => setEditing(true)}>{t('applications.edit')}</Button>
              <DeleteButton
                ask={t('applications.deleteAsk', { name: application.name })}
                path={`/v1/applications/${application.code}`}
                after="/applications"
              />
            </>
          )}
        </>
      }
    >
      <div className="columns">
        <div>
          <Section title={t('applications.sends')}>
            <Sends application={application.code} />
          </Section>
          {may('administer') && (
            <Section title={t('applications.keys')}>
              <Keys application={application.code} />
            </Section>
          )}
        </div>
        <Section title={t('messages.details')}>
          <div className="card pad">
            <Facts
              of={[
                [t('applications.code'), <span className="mono">{application.code}</span>],
                [t('applications.owner'), application.owner],
                [t('applications.team'), application.team],
                [t('applications.contact'), application.contact],
                [t('applications.rate'), application.rate],
                [t('applications.quota'), application.quota],
                [
                  t('applications.holdsSurges'),
                  t(application.holdsSurges ? 'applications.yes' : 'applications.no'),
                ],
                [
                  t('applications.weeklyReport'),
                  t(application.weeklyReport ? 'applications.yes' : 'applications.no'),
                ],
              ]}
            />
            {application.weeklyReport && may('administer') && (
              <SendReport application={application.code} />
            )}
          </div>
        </Section>
      </div>
      {editing && <ApplicationForm application={application} close={() => setEditing(false)} />}
    </Page>
  );
}

/** Last week's figures for the owner, now. */
function SendReport({ application }: { application: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const tell = useTroubleMessage();
  const sending = useMutation({
    mutationFn: () =>
      json(`/v1/applications/${encodeURIComponent(application)}/weekly-report`, 'POST'),
    onSuccess: () => void message.success(t('applications.reportSent')),
    onError: tell,
  });
  return (
    <Button size="small" loading={sending.isPending} onClick={() => sending.mutate()}>
      {t('applications.sendReport')}
    </Button>
  );
}

function Sends({ application }: { application: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  const create = may('edit') && (
    <Button size="small" onClick={() => setCreating(true)}>
      {t('applications.nodeNew')}
    </Button>
  );
  return (
    <div className="card">
      <Loaded query={useNodes(application)}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('applications.nodeNone')}>
              <div className="row">{create}</div>
            </Empty>
          ) : (
            <Table
              rowKey="code"
              size="middle"
              pagination={false}
              dataSource={items}
              footer={create ? () => create : undefined}
              columns={[
                {
                  title: t('messages.node'),
                  render: (_, node) => (
                    <>
                      <Link to={`/nodes/${application}/${node.code}`}>{node.name}</Link>
                      <span className="sub mono">{node.code}</span>
                    </>
                  ),
                },
                { title: t('messages.lane'), dataIndex: 'lane' },
              ]}
            />
          )
        }
      </Loaded>
      {creating && <NodeForm application={application} close={() => setCreating(false)} />}
    </div>
  );
}
