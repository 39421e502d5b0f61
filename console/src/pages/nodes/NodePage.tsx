import { useQuery } from '@tanstack/react-query';
import { Button, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api, taken } from '../../api/client';
import { useTenants } from '../../api/lists';
import { useChannelName } from '../../components/ChannelName';
import { Code } from '../../components/Code';
import { DeleteButton } from '../../components/DeleteButton';
import { Facts } from '../../components/Facts';
import { Loaded } from '../../components/Loaded';
import { Page, Section } from '../../components/Page';
import { PauseButton } from '../../components/PauseButton';
import { PausedBy } from '../../components/PausedBy';
import { HealthMark } from '../../components/HealthMark';
import { useDuration } from '../../components/useDuration';
import { useMay } from '../../session/session';
import { NodeForm } from './NodeForm';
import { readPlan, type NodeView } from './node';
import { SecondPerson } from './SecondPerson';
import { TemplateMatrix } from './TemplateMatrix';
import { Variables } from './Variables';

export function useNode(application: string, node: string) {
  return useQuery({
    queryKey: ['node', application, node],
    queryFn: () =>
      taken(
        api.GET('/v1/applications/{application}/nodes/{node}', {
          params: { path: { application, node } },
        }),
      ),
  });
}

export default function NodePage() {
  const { application = '', node = '' } = useParams();
  return (
    <Loaded query={useNode(application, node)}>
      {(found) => <Whole application={application} node={found} />}
    </Loaded>
  );
}

interface Props {
  application: string;
  node: NodeView;
}

function Whole({ application, node }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const [editing, setEditing] = useState(false);
  const path = `/v1/applications/${application}/nodes/${node.code}`;
  const pauses = useQuery({
    queryKey: ['pauses'],
    queryFn: () => taken(api.GET('/v1/pauses')),
  });
  const paused = (pauses.data?.items ?? []).some(
    (pause) => pause.kind === 'node' && pause.key === `${application}/${node.code}`,
  );
  return (
    <Page
      title={
        <>
          {node.name} {paused && <HealthMark health="paused" />}
        </>
      }
      tab={node.name}
      trail={
        <>
          <Link to="/nodes">{t('nodes.title')}</Link> ·{' '}
          <Link to={`/applications/${application}`}>{application}</Link>
        </>
      }
      actions={
        <>
          <PauseButton path={path} name={node.name} paused={paused} />
          {may('edit') && (
            <>
              <Button onClick={() => setEditing(true)}>{t('components.edit')}</Button>
              <DeleteButton
                ask={t('nodes.deleteAsk', { name: node.name })}
                path={path}
                after="/nodes"
              />
            </>
          )}
        </>
      }
    >
      {paused && <PausedBy kind="node" of={`${application}/${node.code}`} />}
      <Section title={t('nodes.templates')}>
        <TemplateMatrix application={application} node={node} />
      </Section>
      <Section title={t('nodes.schema')}>
        <div className="card pad">
          <Variables schema={node.schema} />
          {node.digest && <p className="soft">{t('nodes.digestVariables')}</p>}
        </div>
      </Section>
      <div className="columns">
        <Section title={t('nodes.send')}>
          <Programs application={application} node={node} />
        </Section>
        <Section title={t('messages.details')}>
          <Details application={application} node={node} />
        </Section>
      </div>
      {editing && (
        <NodeForm application={application} node={node} close={() => setEditing(false)} />
      )}
    </Page>
  );
}

function Details({ application, node }: Props) {
  const { t } = useTranslation();
  const duration = useDuration();
  const channelName = useChannelName();
  const plan = readPlan(node.plan);
  return (
    <div className="card pad stack">
      <Facts
        of={[
          [t('nodes.code'), <span className="mono">{node.code}</span>],
          [
            t('nodes.plan'),
            <>
              {plan.channels.length > 1 && (
                <span className="soft">
                  {plan.kind === 'every' ? t('nodes.planEvery') : t('nodes.planFallback')}{' '}
                </span>
              )}
              {plan.channels.map(channelName).join(plan.kind === 'every' ? ' · ' : ' → ')}
            </>,
          ],
          [t('nodes.lane'), node.lane],
          [
            t('nodes.topic'),
            node.exempt
              ? t('nodes.exempt')
              : node.topic.includes('/')
                ? t('nodes.topicOwn')
                : node.topic,
          ],
          [
            t('components.quietHours'),
            <>
              {t(`nodes.quietThen.${node.quiet as 'hold'}`)}
              {node.quietHours && ` · ${node.quietHours.from} – ${node.quietHours.to}`}
            </>,
          ],
          [t('nodes.digest'), node.digest ? duration(node.digest) : t('nodes.digestOff')],
          ...(node.escalateAfter
            ? ([
                [
                  t('nodes.escalateAfter'),
                  `${duration(node.escalateAfter)} · ${t(`nodes.unless.${node.escalateUnless as 'read'}`)}`,
                ],
              ] satisfies [string, string][])
            : []),
          [t('nodes.expiry'), node.expiry ? duration(node.expiry) : t('nodes.expiryNever')],
          [
            t('nodes.dedup'),
            node.dedupWindow === '0s' ? t('nodes.dedupOff') : duration(node.dedupWindow),
          ],
          [
            t('nodes.retention'),
            node.retention ? duration(node.retention) : t('nodes.retentionUsual'),
          ],
          [t('nodes.locale'), node.locale],
          [t('nodes.two'), <SecondPerson application={application} node={node.code} />],
        ]}
      />
    </div>
  );
}

function Programs({ application, node: { code: node, templates } }: Props) {
  const { t } = useTranslation();
  const tenants = useTenants();
  const written = templates.find((template) => template.tenant)?.tenant;
  const tenant = written ?? tenants.data?.items[0]?.code;
  const snippets = useQuery({
    queryKey: ['snippets', application, node, tenant],
    queryFn: () =>
      taken(
        api.GET('/v1/applications/{application}/nodes/{node}/snippets', {
          params: { path: { application, node }, query: { ...(tenant && { tenant }) } },
        }),
      ),
    enabled: !tenants.isPending,
    staleTime: 60_000,
  });
  return (
    <Loaded query={snippets}>
      {({ curl, java }) => (
        <Tabs
          items={[
            { key: 'curl', label: t('nodes.curl'), children: <Code text={curl} /> },
            { key: 'java', label: t('nodes.java'), children: <Code text={java} /> },
          ]}
        />
      )}
    </Loaded>
  );
}
