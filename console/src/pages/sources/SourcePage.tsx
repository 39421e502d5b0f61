import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api, taken, type Schemas } from '../../api/client';
import { useBalances, useConnectors, useLastHour, useTenantName } from '../../api/lists';
import type { Connector } from '../../api/shapes';
import { BalanceText } from '../costs/BalanceText';
import { ChannelName } from '../../components/ChannelName';
import { DeleteButton } from '../../components/DeleteButton';
import { Facts } from '../../components/Facts';
import { HealthMark } from '../../components/HealthMark';
import { Loaded } from '../../components/Loaded';
import { Page, Section } from '../../components/Page';
import { PauseButton } from '../../components/PauseButton';
import { PausedBy } from '../../components/PausedBy';
import { TestReport } from '../../components/TestReport';
import { Trouble } from '../../components/Trouble';
import { useCapText } from '../../components/useCapText';
import { useReason } from '../../components/useReason';
import { useMay } from '../../session/session';
import { Mailbox } from './Mailbox';
import { ReceiptAddress } from './ReceiptAddress';
import { Shifts } from './Shifts';
import { KEPT } from './source';
import { wordsOf } from './setting';
import { SourceForm } from './SourceForm';

type Source = Schemas['SourceView'];

export default function SourcePage() {
  const code = useParams()['code']!;
  const source = useQuery({
    queryKey: ['source', code],
    queryFn: () => taken(api.GET('/v1/sources/{code}', { params: { path: { code } } })),
  });
  return <Loaded query={source}>{(found) => <Whole source={found} />}</Loaded>;
}

function Whole({ source }: { source: Source }) {
  const { t } = useTranslation();
  const may = useMay();
  const [editing, setEditing] = useState(false);
  const path = `/v1/sources/${source.code}`;
  const connector = useConnectors().data?.items.find((one) => one.name === source.connector);
  const overview = useLastHour();
  const health = overview.data?.sources.find((one) => one.code === source.code);
  const balance = useBalances().data?.items.find((one) => one.source === source.code);
  const paused = source.paused || health?.paused === true;
  return (
    <Page
      title={
        <>
          {source.code} <HealthMark health={paused ? 'paused' : (health?.health ?? 'idle')} />
        </>
      }
      tab={source.code}
      trail={
        <>
          <Link to="/sources">{t('sources.title')}</Link> · <ChannelName channel={source.channel} />
        </>
      }
      actions={
        <>
          <PauseButton path={path} name={source.code} paused={paused} />
          {may('edit') && (
            <>
              <Button disabled={!connector} onClick={() => setEditing(true)}>
                {t('components.edit')}
              </Button>
              <DeleteButton
                ask={t('sources.deleteAsk', { name: source.code })}
                path={path}
                after="/sources"
              />
            </>
          )}
        </>
      }
    >
      {source.serving.held && <Held serving={source.serving} />}
      {paused && <PausedBy kind="source" of={source.code} />}
      <div className="columns even">
        <div>
          <Section title={t('sources.settings')}>
            <div className="card pad">
              <Settings source={source} connector={connector} />
            </div>
          </Section>
          {source.connector === 'smtp' && <Mailbox source={source.code} />}
          {may('edit') && <ReceiptAddress source={source.code} />}
          {health && (
            <Section title={t('sources.health')}>
              <div className="card pad">
                <Facts
                  of={[
                    [t('overview.calls'), health.calls],
                    [t('overview.accepted'), health.accepted],
                    [t('overview.rejected'), health.rejected],
                    [t('overview.throttled'), health.throttled],
                    [t('overview.wrong'), health.failed],
                  ]}
                />
              </div>
            </Section>
          )}
          {balance && (
            <Section title={t('costs.balances')}>
              <div className="card pad">
                <BalanceText of={balance} />
              </div>
            </Section>
          )}
          <Shifts source={source.code} />
        </div>
        {may('operate') && (
          <Section title={t('sources.test')}>
            <div className="card pad">
              <Test source={source} connector={connector} />
            </div>
          </Section>
        )}
      </div>
      {editing && connector && (
        <SourceForm connector={connector} source={source} close={() => setEditing(false)} />
      )}
    </Page>
  );
}

/** Why it goes on with an earlier definition, and what it lacks for the one in use. */
function Held({ serving }: { serving: Source['serving'] }) {
  const told = useReason();
  return (
    <div className="notice" role="status">
      {serving.held && told(serving.held)}
      <ul>
        {serving.because.map(({ field, code, parameters, reason }) => (
          <li key={field + code}>
            <span className="mono">{field}</span> {told({ code, parameters, text: reason })}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Settings({ source, connector }: { source: Source; connector: Connector | undefined }) {
  const { t, i18n } = useTranslation();
  const capText = useCapText();
  const tenantName = useTenantName();
  const caps = source.caps ?? connector?.caps ?? [];
  const nameOf = (name: string) => {
    const field = connector?.fields.find((one) => one.name === name);
    return field ? wordsOf(field, i18n.language).label : name;
  };
  return (
    <Facts
      of={[
        [
          t('sources.connector'),
          <Link to={`/connectors/${source.connector}`} className="mono">
            {source.connector}
          </Link>,
        ],
        [t('sources.tenant'), source.tenant ? tenantName(source.tenant) : t('sources.shared')],
        ...Object.entries(source.settings ?? {}).map(([name, value]): [string, React.ReactNode] => [
          nameOf(name),
          <span className="mono" title={name}>
            {value === KEPT ? t('sources.secret') : value}
          </span>,
        ]),
        [t('sources.caps'), caps.map(capText).join(', ') || t('sources.capsNone')],
        [t('sources.weight'), source.weight ?? 1],
        [
          t('sources.ambiguity'),
          t(
            `sources.ambiguityOf.${(source.ambiguity ?? connector?.ambiguity ?? 'hold') as 'hold'}`,
          ),
        ],
      ]}
    />
  );
}

function Test({ source, connector }: { source: Source; connector: Connector | undefined }) {
  const { t } = useTranslation();
  const send = useMutation({
    mutationFn: ({ to, text }: { to?: string; text?: string }) =>
      taken(
        api.POST('/v1/sources/{code}/test', {
          params: { path: { code: source.code } },
          body: { ...(to && { to }), ...(text && { content: sample(source, text) }) },
        }),
      ),
  });
  return (
    <div className="stack">
      <Form layout="vertical" requiredMark={false} onFinish={send.mutate}>
        {connector?.destination !== 'none' && (
          <Form.Item
            name="to"
            label={t('sources.testTo')}
            rules={[{ required: true, message: t('components.missing') }]}
          >
            <Input autoComplete="off" />
          </Form.Item>
        )}
        <Form.Item name="text" label={t('sources.testText')} extra={t('sources.testTextHint')}>
          <Input.TextArea autoSize={{ minRows: 2 }} />
        </Form.Item>
        <Button htmlType="submit" type="primary" loading={send.isPending}>
          {t('sources.testGo')}
        </Button>
      </Form>
      {send.error && <Trouble problem={send.error} />}
      {send.data && <TestReport report={send.data} />}
    </div>
  );
}

/** The text in the form that the source's channel takes. */
function sample({ channel, connector }: Source, text: string): Schemas['ContentSpec'] {
  if (channel === 'email') return { subject: 'Herald', text };
  if (/robot|bot/.test(connector ?? '')) return { title: 'Herald', markdown: text };
  return { text };
}
