import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { useApplications, useNodes } from '../../api/lists';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../components/Loaded';
import { Page, Section } from '../../components/Page';
import { useMay } from '../../session/session';
import { NodeForm } from './NodeForm';
import { Topics } from './Topics';

export default function NodesPage() {
  const { t } = useTranslation();
  const applications = useApplications();
  const [topics, setTopics] = useState(false);
  return (
    <Page
      title={t('nodes.title')}
      actions={<Button onClick={() => setTopics(true)}>{t('nodes.topics')}</Button>}
    >
      <Loaded query={applications}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="card">
              <Empty title={t('nodes.none')}>
                <p>{t('nodes.noneHint')}</p>
                <div className="row">
                  <Link to="/applications">{t('nodes.toApplications')}</Link>
                </div>
              </Empty>
            </div>
          ) : (
            items.map((application) => <NodesOf key={application.code} application={application} />)
          )
        }
      </Loaded>
      {topics && <Topics close={() => setTopics(false)} />}
    </Page>
  );
}

function NodesOf({ application }: { application: Schemas['Application'] }) {
  const { t } = useTranslation();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  const create = may('edit') && (
    <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setCreating(true)}>
      {t('nodes.create')}
    </Button>
  );
  return (
    <Section
      title={
        <span className="row">
          {application.name}
          <span className="soft small">{application.owner}</span>
          {create}
        </span>
      }
    >
      <Loaded query={useNodes(application.code)}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="card">
              <Empty title={t('nodes.none')} />
            </div>
          ) : (
            <ul className="tiles">
              {items.map((node) => (
                <li key={node.code}>
                  <Link to={`/nodes/${application.code}/${node.code}`} className="card">
                    <b>{node.name}</b>
                    <span className="mono soft small">{node.code}</span>
                    <span className="soft small">{node.lane}</span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {creating && <NodeForm application={application.code} close={() => setCreating(false)} />}
    </Section>
  );
}
