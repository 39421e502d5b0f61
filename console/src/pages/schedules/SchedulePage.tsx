import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api, taken } from '../../api/client';
import { useTenantName } from '../../api/lists';
import { queries } from '../../api/queries';
import type { Fire, Schedule } from '../../api/shapes';
import { DeleteButton } from '../../components/DeleteButton';
import { Empty } from '../../components/Empty';
import { Facts } from '../../components/Facts';
import { Loaded } from '../../components/Loaded';
import { NodeName } from '../../components/NodeName';
import { Page, Section } from '../../components/Page';
import { Time } from '../../components/Time';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useReason } from '../../components/useReason';
import { useMay } from '../../session/session';
import { SecretOnce } from '../subscriptions/SecretOnce';
import { Outcome } from './Outcome';
import { ScheduleForm } from './ScheduleForm';
import { wall } from './Upcoming';
import { useRuleText } from './useRuleText';

const ONE = '/v1/applications/{application}/schedules/{schedule}';

export default function SchedulePage() {
  const { application, code } = useParams() as { application: string; code: string };
  const schedule = useQuery({
    queryKey: ['schedule', application, code],
    queryFn: () => taken(api.GET(ONE, { params: { path: { application, schedule: code } } })),
    refetchInterval: 2_000,
  });
  return <Loaded query={schedule}>{(found) => <Whole of={found} />}</Loaded>;
}

function Whole({ of }: { of: Schedule }) {
  const { t, i18n } = useTranslation();
  const ruleText = useRuleText();
  const { spec } = of;
  const tenantName = useTenantName();
  const calendar = spec.calendar ?? spec.tenant;
  const name = spec.name ?? of.code;
  return (
    <Page
      title={
        <>
          {name} {of.paused && <Tag color="warning">{t('schedules.paused')}</Tag>}
        </>
      }
      tab={name}
      trail={<Link to="/schedules">{t('schedules.title')}</Link>}
      actions={<Actions of={of} />}
    >
      <div className="columns">
        <div className="card pad">
          <Facts
            of={[
              [t('schedules.code'), <span className="mono">{`${of.application}/${of.code}`}</span>],
              [t('schedules.when'), ruleText(spec.rule)],
              [t('schedules.zone'), spec.zone],
              [
                t('schedules.calendar'),
                calendar && (
                  <Link to={`/tenants/${calendar}/calendar`}>{tenantName(calendar)}</Link>
                ),
              ],
              [
                t('schedules.node'),
                spec.node && (
                  <Link to={`/nodes/${of.application}/${spec.node}`}>
                    <NodeName application={of.application} node={spec.node} />
                  </Link>
                ),
              ],
              [t('schedules.tenant'), spec.tenant && tenantName(spec.tenant)],
              [t('schedules.audience'), spec.audience && <Whom of={spec.audience} />],
              ['URL', spec.url && <span className="mono">{spec.url}</span>],
              [t('schedules.missed'), t(`schedules.missedWords.${spec.missed ?? 'once'}`)],
              [t('schedules.overlap'), t(`schedules.overlapWords.${spec.overlap ?? 'queue'}`)],
              [t('schedules.pausedBy'), of.pausedBy],
            ]}
          />
        </div>
        <div className="card pad">
          <b>{t('schedules.upcoming')}</b>
          <ul>
            {of.next.map((at) => (
              <li key={at} className="num">
                {wall(at, spec.zone, i18n.language)}
              </li>
            ))}
          </ul>
        </div>
      </div>
      <Section title={t('schedules.history')}>
        <Fires of={of} />
      </Section>
    </Page>
  );
}

function Whom({ of }: { of: NonNullable<Schedule['spec']['audience']> }) {
  const { t } = useTranslation();
  if (of.all) return [t('schedules.whom.all'), of.locale, of.zone].filter(Boolean).join(' · ');
  return t('schedules.people', { count: of.recipients?.length ?? 0 });
}

function Actions({ of }: { of: Schedule }) {
  const { t } = useTranslation();
  const may = useMay();
  const { message, modal } = App.useApp();
  const tell = useTroubleMessage();
  const [editing, setEditing] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const params = { path: { application: of.application, schedule: of.code } };
  const act = useMutation({
    mutationFn: (what: 'run' | 'pause' | 'resume' | 'stop') =>
      taken(api.POST(`${ONE}/${what}`, { params })),
    onSuccess: (_, what) => {
      void message.success(t(`schedules.done.${what}`));
      void queries.invalidateQueries();
    },
    onError: tell,
  });
  const run = () =>
    modal.confirm({
      title: t('schedules.runAsk'),
      content: t('schedules.runHint'),
      okText: t('schedules.run'),
      cancelText: t('components.cancel'),
      onOk: () => act.mutateAsync('run').catch(() => {}),
    });
  const replace = () =>
    modal.confirm({
      title: t('schedules.secretAsk'),
      okText: t('schedules.secretNew'),
      cancelText: t('components.cancel'),
      onOk: () =>
        taken(api.POST(`${ONE}/secret`, { params })).then((made) => setSecret(made.secret), tell),
    });
  const under = of.lastFire?.state === 'RUNNING' || of.lastFire?.state === 'WAITING';
  return (
    <>
      {may('operate') && (
        <>
          <Button onClick={() => void run()}>{t('schedules.run')}</Button>
          <Button
            loading={act.isPending}
            onClick={() => act.mutate(of.paused ? 'resume' : 'pause')}
          >
            {t(of.paused ? 'schedules.resume' : 'schedules.pause')}
          </Button>
          {under && (
            <Button danger onClick={() => act.mutate('stop')}>
              {t('schedules.stop')}
            </Button>
          )}
        </>
      )}
      {may('edit') && (
        <>
          {of.spec.url && (
            <Button onClick={() => void replace()}>{t('schedules.secretNew')}</Button>
          )}
          <Button onClick={() => setEditing(true)}>{t('components.edit')}</Button>
          <DeleteButton
            ask={t('schedules.deleteAsk', { name: of.spec.name ?? of.code })}
            consequence={t('schedules.deleteHint')}
            path={`/v1/applications/${of.application}/schedules/${of.code}`}
            after="/schedules"
          />
        </>
      )}
      {editing && <ScheduleForm schedule={of} close={() => setEditing(false)} />}
      <SecretOnce secret={secret} done={() => setSecret(null)} />
    </>
  );
}

function Fires({ of }: { of: Schedule }) {
  const { t } = useTranslation();
  const told = useReason();
  const fires = useQuery({
    queryKey: ['fires', of.application, of.code],
    queryFn: () =>
      taken(
        api.GET(`${ONE}/fires`, {
          params: {
            path: { application: of.application, schedule: of.code },
            query: { limit: 50 },
          },
        }),
      ),
    refetchInterval: 2_000,
  });
  return (
    <Loaded query={fires}>
      {({ items }) => (
        <div className="card scroll" tabIndex={0} role="region" aria-label={t('schedules.history')}>
          <Table<Fire>
            rowKey="slot"
            size="middle"
            pagination={false}
            dataSource={items}
            locale={{ emptyText: <Empty title={t('schedules.never')} /> }}
            columns={[
              { title: t('schedules.slot'), render: (_, fire) => <Outcome of={fire} /> },
              {
                title: t('schedules.cause'),
                render: (_, fire) =>
                  fire.cause === 'PERSON' ? fire.startedBy : t('schedules.causeRule'),
              },
              {
                title: t('schedules.messages'),
                align: 'right',
                render: (_, fire) =>
                  fire.messages > 0 && !of.spec.url ? (
                    <Link to={`/messages?reference=${encodeURIComponent(fire.reference)}`}>
                      {fire.messages}
                    </Link>
                  ) : (
                    fire.messages
                  ),
              },
              { title: t('schedules.accepted'), align: 'right', dataIndex: 'accepted' },
              { title: t('schedules.refused'), align: 'right', dataIndex: 'refused' },
              {
                title: t('schedules.problem'),
                render: (_, fire) => fire.problem && told(fire.problem),
              },
              { title: t('schedules.ended'), render: (_, fire) => <Time at={fire.finishedAt} /> },
            ]}
          />
        </div>
      )}
    </Loaded>
  );
}
