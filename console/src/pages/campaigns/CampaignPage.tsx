import { DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, App, Button, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api, taken } from '../../api/client';
import { useTenantName } from '../../api/lists';
import { useChannelName } from '../../components/ChannelName';
import { Facts } from '../../components/Facts';
import { Loaded } from '../../components/Loaded';
import { NodeName } from '../../components/NodeName';
import { Page, Section } from '../../components/Page';
import { RowFaults } from '../../components/RowFaults';
import { STATES } from '../../components/StateMark';
import { Time } from '../../components/Time';
import { useDuration } from '../../components/useDuration';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useReason } from '../../components/useReason';
import { useMay } from '../../session/session';
import { BUSY, HowFar, type Campaign } from './CampaignsPage';

/** What a campaign would do, how far it is, and what became of its messages. */
export default function CampaignPage() {
  const id = useParams()['id']!;
  const campaign = useQuery({
    queryKey: ['campaign', id],
    queryFn: () => taken(api.GET('/v1/campaigns/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && !BUSY.has(state.data.state) ? 10_000 : 700),
  });
  return (
    <Loaded query={campaign}>
      {(of) => <Whole of={of} changed={() => void campaign.refetch()} />}
    </Loaded>
  );
}

interface Props {
  of: Campaign;
  changed: () => void;
}

function Whole({ of, changed }: Props) {
  const { t } = useTranslation();
  const told = useReason();
  const path = { id: of.id };
  return (
    <Page
      title={of.name}
      trail={<Link to="/campaigns">{t('campaigns.title')}</Link>}
      actions={<Actions of={of} changed={changed} />}
    >
      <div className="stack">
        {of.problem && <Alert type="error" showIcon title={told(of.problem)} />}
        {of.sameFileAt && (
          <Alert
            type="warning"
            showIcon
            title={
              <>
                {t('campaigns.sameFile')} <Time at={of.sameFileAt} />
              </>
            }
          />
        )}
        {of.state === 'READY' && of.secondPerson && !of.approvedBy && (
          <Alert
            type="info"
            showIcon
            title={t('campaigns.waitsApproval', { by: of.requestedBy })}
          />
        )}
        {of.waitsUntil && of.waitsFor && of.state === 'RUNNING' && (
          <Alert
            type="info"
            showIcon
            title={
              <>
                {t('campaigns.waits')} <Time at={of.waitsUntil} />: {told(of.waitsFor)}
              </>
            }
          />
        )}
        <div className="card pad">
          <HowFar of={of} />
          <Figures of={of} />
        </div>
      </div>
      {of.wrong > 0 && (
        <div className="section">
          <RowFaults
            of={[of.id, of.state, String(of.wrong)]}
            ask={() => taken(api.GET('/v1/campaigns/{id}/faults', { params: { path } }))}
            download={`/v1/campaigns/${of.id}/faults/export`}
          />
        </div>
      )}
      {of.startedAt && <Outcome of={of} />}
    </Page>
  );
}

function Figures({ of }: { of: Campaign }) {
  const { t } = useTranslation();
  const duration = useDuration();
  const channelName = useChannelName();
  const tenantName = useTenantName();
  const number = (count: number) => <span className="num">{count}</span>;
  const left = of.remainingSeconds;
  const begun = of.startedAt !== undefined;
  return (
    <Facts
      of={[
        [t('campaigns.what'), <NodeName application={of.application} node={of.node} />],
        [t('campaigns.tenant'), tenantName(of.tenant)],
        [t('campaigns.audience'), of.file ?? of.url ?? t('campaigns.fromQuery')],
        [t('campaigns.lookedAt'), number(of.lookedAt)],
        [t('campaigns.total'), number(of.total)],
        [t('campaigns.duplicates'), number(of.duplicates)],
        [t('campaigns.suppressed'), number(of.suppressed)],
        [t('campaigns.wrong'), number(of.wrong)],
        [
          t('campaigns.channels'),
          Object.entries(of.byChannel)
            .map(([channel, count]) => `${channelName(channel)} ${count}`)
            .join(' · ') || '—',
        ],
        ...(begun
          ? ([
              [t('campaigns.sent'), number(of.sent)],
              [t('campaigns.refused'), number(of.refused)],
            ] as [string, React.ReactNode][])
          : []),
        ...(of.total > of.sent + of.refused
          ? ([
              [
                t('campaigns.takes'),
                left === undefined ? t('campaigns.takesUnknown') : duration(left * 1_000),
              ],
            ] as [string, React.ReactNode][])
          : []),
        ...(of.state === 'READY'
          ? ([[t('campaigns.delays'), <Delays of={of} />]] as [string, React.ReactNode][])
          : []),
        ...(of.approvedBy
          ? ([[t('campaigns.approvedBy'), of.approvedBy]] as [string, React.ReactNode][])
          : []),
        ...(of.from && of.until
          ? ([
              [t('campaigns.hours'), `${of.from.slice(0, 5)} – ${of.until.slice(0, 5)} ${of.zone}`],
            ] as [string, React.ReactNode][])
          : []),
      ]}
    />
  );
}

function Delays({ of }: { of: Campaign }) {
  const { t } = useTranslation();
  const delays = useQuery({
    queryKey: ['campaign-delays', of.id],
    queryFn: () => taken(api.GET('/v1/campaigns/{id}/delays', { params: { path: { id: of.id } } })),
  });
  if (!delays.data) return '…';
  const { lane, waiting, atLeast } = delays.data;
  return waiting === 0
    ? t('campaigns.delaysNone', { lane })
    : t('campaigns.delaysSome', { lane, waiting: atLeast ? `${waiting}+` : waiting });
}

/** What became of its messages, as counts that change while they are sent, and row by row. */
function Outcome({ of }: { of: Campaign }) {
  const { t } = useTranslation();
  const states = useQuery({
    queryKey: ['campaign-states', of.id],
    queryFn: () => taken(api.GET('/v1/campaigns/{id}/states', { params: { path: { id: of.id } } })),
    refetchInterval: 3_000,
  });
  return (
    <Section title={t('campaigns.outcome')}>
      <div className="row">
        <Button icon={<DownloadOutlined />} href={`/v1/campaigns/${of.id}/report`} download>
          {t('campaigns.report')}
        </Button>
      </div>
      <Loaded query={states}>
        {(counts) => {
          const shown = STATES.filter((state) => (counts[state] ?? 0) > 0);
          return shown.length === 0 ? (
            <p className="soft">{t('campaigns.outcomeNone')}</p>
          ) : (
            <Facts
              of={shown.map((state) => [
                t(`components.state.${state}`),
                <span className="num">{counts[state]}</span>,
              ])}
            />
          );
        }}
      </Loaded>
    </Section>
  );
}

type Act = 'approve' | 'start' | 'pause' | 'stop';

function Actions({ of, changed }: Props) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const tell = useTroubleMessage();
  const may = useMay();
  const act = useMutation({
    mutationFn: (which: Act) => {
      const call = { params: { path: { id: of.id } } };
      switch (which) {
        case 'approve':
          return taken(api.POST('/v1/campaigns/{id}/approve', call));
        case 'start':
          return taken(api.POST('/v1/campaigns/{id}/start', call));
        case 'pause':
          return taken(api.POST('/v1/campaigns/{id}/pause', call));
        case 'stop':
          return taken(api.POST('/v1/campaigns/{id}/stop', call));
      }
    },
    onSuccess: changed,
    onError: tell,
  });
  const pace = useMutation({
    mutationFn: (perSecond: number) =>
      taken(
        api.POST('/v1/campaigns/{id}/pace', {
          params: { path: { id: of.id } },
          body: { perSecond },
        }),
      ),
    onSuccess: changed,
    onError: tell,
  });
  if (!may('operate')) return null;
  const over = of.state === 'DONE' || of.state === 'STOPPED' || of.state === 'FAILED';
  if (over) return null;
  const approves = of.secondPerson && !of.approvedBy;
  const start = () =>
    modal.confirm({
      title: t('campaigns.startAsk', { total: of.total }),
      content: t('campaigns.startHint'),
      okText: t('campaigns.start', { total: of.total }),
      cancelText: t('components.cancel'),
      onOk: () => act.mutate('start'),
    });
  const stop = () =>
    modal.confirm({
      title: t('campaigns.stopAsk'),
      content: t('campaigns.stopHint'),
      okText: t('campaigns.stop'),
      cancelText: t('components.cancel'),
      okButtonProps: { danger: true },
      onOk: () => act.mutate('stop'),
    });
  return (
    <>
      <label className="row">
        {t('campaigns.pace')}
        <InputNumber
          min={1}
          max={2_000}
          aria-label={t('campaigns.pace')}
          defaultValue={of.perSecond}
          onBlur={(event) => {
            const wanted = Number(event.target.value);
            if (wanted >= 1 && wanted !== of.perSecond) pace.mutate(wanted);
          }}
        />
      </label>
      <Button danger onClick={() => void stop()}>
        {t('campaigns.stop')}
      </Button>
      {of.state === 'READY' && approves && (
        <Button type="primary" loading={act.isPending} onClick={() => act.mutate('approve')}>
          {t('campaigns.approve')}
        </Button>
      )}
      {of.state === 'READY' && !approves && (
        <Button
          type="primary"
          disabled={of.total === 0}
          loading={act.isPending}
          onClick={() => void start()}
        >
          {t('campaigns.start', { total: of.total })}
        </Button>
      )}
      {of.state === 'RUNNING' && (
        <Button type="primary" loading={act.isPending} onClick={() => act.mutate('pause')}>
          {t('campaigns.pause')}
        </Button>
      )}
      {of.state === 'PAUSED' && (
        <Button type="primary" loading={act.isPending} onClick={() => act.mutate('start')}>
          {t('campaigns.resume')}
        </Button>
      )}
    </>
  );
}
