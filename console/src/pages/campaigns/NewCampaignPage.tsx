import { useMutation, useQuery } from '@tanstack/react-query';
import {
  Alert,
  Button,
  Checkbox,
  Input,
  InputNumber,
  Segmented,
  Select,
  Steps,
  TimePicker,
} from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { api, taken, type Schemas } from '../../api/client';
import { useApplications, useNodes, useTenants } from '../../api/lists';
import { useChannelName } from '../../components/ChannelName';
import { CsvFile, type Csv, type Target } from '../../components/CsvFile';
import { Page } from '../../components/Page';
import { Trouble } from '../../components/Trouble';
import {
  addressed,
  attributesIn,
  dataOf,
  linesOf,
  missing,
  variablesOf,
  type Draft,
} from './draft';
import { RowPreview } from './RowPreview';

const CHANNELS = [
  'email',
  'dingtalk',
  'feishu',
  'wecom',
  'infoflow',
  'wechat',
  'whatsapp',
  'app-push',
  'inbox',
];

const EMPTY: Draft = {
  name: '',
  application: undefined,
  node: undefined,
  tenant: undefined,
  from: 'file',
  csv: null,
  query: {},
  url: '',
  token: '',
  data: {},
  perSecond: 100,
  hours: null,
  secondPerson: false,
};

/** Three questions, then the server looks at every row. */
export default function NewCampaignPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [step, setStep] = useState(0);
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const path = { application: draft.application ?? '', node: draft.node ?? '' };
  const node = useQuery({
    queryKey: ['node', path.application, path.node],
    queryFn: () =>
      taken(api.GET('/v1/applications/{application}/nodes/{node}', { params: { path } })),
    enabled: path.node !== '',
  }).data;
  const make = useMutation({
    mutationFn: () => taken(api.POST('/v1/campaigns', { body: orderOf(draft, node) })),
    onSuccess: (made) => navigate(`/campaigns/${made.id}`),
  });
  const lacks = node ? missing(draft, node) : [];
  const whole = [
    Boolean(draft.name.trim() && node && draft.tenant),
    draft.from === 'query' || (draft.from === 'url' ? draft.url !== '' : addressed(draft)),
    lacks.length === 0,
  ];
  return (
    <Page title={t('campaigns.create')} trail={<Link to="/campaigns">{t('campaigns.title')}</Link>}>
      <div className="card pad stack">
        <Steps
          size="small"
          current={step}
          items={[
            { title: t('campaigns.stepWhat') },
            { title: t('campaigns.stepWhom') },
            { title: t('campaigns.stepHow') },
          ]}
        />
        {step === 0 && <What draft={draft} set={set} />}
        {step === 1 && node && <Whom draft={draft} set={set} node={node} />}
        {step === 2 && node && <How draft={draft} set={set} node={node} lacks={lacks} />}
        {make.error && <Trouble problem={make.error} />}
        <div className="row end">
          {step > 0 && <Button onClick={() => setStep(step - 1)}>{t('campaigns.back')}</Button>}
          {step < 2 ? (
            <Button type="primary" disabled={!whole[step]} onClick={() => setStep(step + 1)}>
              {t('campaigns.next')}
            </Button>
          ) : (
            <Button
              type="primary"
              disabled={!whole.every(Boolean)}
              loading={make.isPending}
              onClick={() => make.mutate()}
            >
              {t('campaigns.check')}
            </Button>
          )}
        </div>
      </div>
    </Page>
  );
}

function orderOf(draft: Draft, node: Schemas['NodeView'] | undefined): Schemas['CampaignOrder'] {
  const { csv, hours } = draft;
  return {
    name: draft.name.trim(),
    application: draft.application ?? '',
    node: draft.node ?? '',
    tenant: draft.tenant ?? '',
    ...(draft.from === 'file' && csv
      ? {
          upload: csv.upload.id,
          encoding: csv.upload.encoding,
          delimiter: csv.upload.delimiter,
          mapping: csv.mapping,
        }
      : draft.from === 'url'
        ? { url: draft.url.trim(), ...(draft.token && { token: draft.token }) }
        : { query: draft.query }),
    data: dataOf(draft, node),
    perSecond: draft.perSecond,
    ...(hours && { from: hours[0], until: hours[1] }),
    secondPerson: draft.secondPerson,
  };
}

interface Part {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
}

function What({ draft, set }: Part) {
  const { t } = useTranslation();
  const applications = useApplications().data?.items ?? [];
  const tenants = useTenants().data?.items ?? [];
  const nodes = useNodes(draft.application).data?.items;
  const bulk = nodes?.filter(({ lane }) => lane === 'bulk') ?? [];
  return (
    <div className="stack narrow">
      <label className="stack tight">
        {t('campaigns.name')}
        <Input
          value={draft.name}
          maxLength={100}
          onChange={(event) => set({ name: event.target.value })}
        />
      </label>
      <label className="stack tight">
        {t('campaigns.tenant')}
        <Select
          aria-label={t('campaigns.tenant')}
          value={draft.tenant}
          options={tenants.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(tenant: string) => set({ tenant })}
        />
      </label>
      <label className="stack tight">
        {t('campaigns.application')}
        <Select
          aria-label={t('campaigns.application')}
          value={draft.application}
          options={applications.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(application: string) => set({ application, node: undefined, csv: null })}
        />
      </label>
      <label className="stack tight">
        {t('campaigns.node')}
        <Select
          aria-label={t('campaigns.node')}
          value={draft.node}
          disabled={!draft.application}
          options={bulk.map(({ code, name }) => ({ value: code, label: `${name} · ${code}` }))}
          onChange={(node: string) => set({ node, csv: null, data: {} })}
        />
        <span className="soft small">
          {nodes && bulk.length === 0 ? t('campaigns.noNode') : t('campaigns.nodeHint')}
        </span>
      </label>
    </div>
  );
}

interface PartOfNode extends Part {
  node: Schemas['NodeView'];
}

function useTargets(node: Schemas['NodeView']): Target[] {
  const { t } = useTranslation();
  const channelName = useChannelName();
  return [
    { value: 'recipient', label: t('campaigns.recipient') },
    { value: 'phone', label: t('campaigns.phone') },
    ...CHANNELS.map((value) => ({ value, label: channelName(value) })),
    ...variablesOf(node).map(({ name, title }) => ({
      value: `data.${name}`,
      label: t('campaigns.variable', { name: title ?? name }),
    })),
    { value: 'locale', label: t('campaigns.locale') },
    { value: 'reference', label: t('campaigns.reference') },
  ];
}

function Whom({ draft, set, node }: PartOfNode) {
  const { t } = useTranslation();
  const targets = useTargets(node);
  const known = (meaning: string | undefined, column: string) => {
    const variable = variablesOf(node).find(
      ({ name, title }) => name.toLowerCase() === column.toLowerCase() || title === column,
    );
    if (variable) return `data.${variable.name}`;
    const wanted = meaning === 'code' ? 'recipient' : meaning === 'sms' ? 'phone' : meaning;
    return targets.find(({ value }) => value === wanted)?.value;
  };
  return (
    <div className="stack">
      <Segmented
        value={draft.from}
        options={[
          { value: 'file', label: t('campaigns.fromFile') },
          { value: 'query', label: t('campaigns.fromQuery') },
          { value: 'url', label: t('campaigns.fromUrl') },
        ]}
        onChange={(from) => set({ from: from as Draft['from'] })}
      />
      {draft.from === 'file' ? (
        <>
          <CsvFile
            csv={draft.csv}
            targets={targets}
            known={known}
            changed={(csv: Csv) => set({ csv })}
          />
          {draft.csv && !addressed(draft) && (
            <Alert type="info" showIcon title={t('campaigns.needsAddress')} />
          )}
        </>
      ) : draft.from === 'url' ? (
        <Address draft={draft} set={set} />
      ) : (
        <Query draft={draft} set={set} />
      )}
    </div>
  );
}

function Address({ draft, set }: Part) {
  const { t } = useTranslation();
  return (
    <div className="stack narrow">
      <span className="soft">{t('campaigns.urlHint')}</span>
      <label className="stack tight">
        {t('campaigns.url')}
        <Input
          type="url"
          placeholder="https://"
          value={draft.url}
          onChange={(event) => set({ url: event.target.value })}
        />
      </label>
      <label className="stack tight">
        {t('campaigns.token')}
        <Input.Password
          autoComplete="new-password"
          value={draft.token}
          onChange={(event) => set({ token: event.target.value })}
        />
      </label>
    </div>
  );
}

function Query({ draft, set }: Part) {
  const { t } = useTranslation();
  const channelName = useChannelName();
  const ask = (part: Draft['query']) => set({ query: { ...draft.query, ...part } });
  return (
    <div className="stack narrow">
      <label className="stack tight">
        {t('campaigns.queryChannel')}
        <Select
          allowClear
          aria-label={t('campaigns.queryChannel')}
          placeholder={t('campaigns.queryAny')}
          value={draft.query.channel}
          options={['sms', ...CHANNELS].map((value) => ({ value, label: channelName(value) }))}
          onChange={(channel: string | undefined) => ask({ channel: channel ?? '' })}
        />
      </label>
      <label className="stack tight">
        {t('campaigns.queryLocale')}
        <Input
          placeholder={t('campaigns.queryAny')}
          value={draft.query.locale}
          onChange={(event) => ask({ locale: event.target.value })}
        />
      </label>
      <label className="stack tight">
        {t('campaigns.queryCodes')}
        <Input
          placeholder={t('campaigns.queryAny')}
          value={draft.query.codes}
          onChange={(event) => ask({ codes: event.target.value })}
        />
      </label>
      <label className="stack tight">
        {t('campaigns.queryAttributes')}
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 8 }}
          placeholder={t('campaigns.queryAttributesSample')}
          defaultValue={linesOf(draft.query.attributes)}
          onChange={(event) => ask({ attributes: attributesIn(event.target.value) })}
        />
      </label>
    </div>
  );
}

function How({ draft, set, node, lacks }: PartOfNode & { lacks: string[] }) {
  const { t } = useTranslation();
  const zone = useTenants().data?.items.find(({ code }) => code === draft.tenant)?.zone ?? '';
  const held = draft.from === 'file' ? Object.values(draft.csv?.mapping ?? {}) : [];
  const open = variablesOf(node).filter(({ name }) => !held.includes(`data.${name}`));
  return (
    <div className="stack">
      {open.length > 0 && (
        <div className="stack narrow">
          <b>{t('campaigns.forEverybody')}</b>
          {open.map(({ name, title }) => (
            <label key={name} className="stack tight">
              {title ?? name}
              <Input
                value={draft.data[name] ?? ''}
                onChange={(event) => set({ data: { ...draft.data, [name]: event.target.value } })}
              />
            </label>
          ))}
        </div>
      )}
      {lacks.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={t('campaigns.needsVariables', { names: lacks.join(', ') })}
        />
      )}
      <label className="row">
        {t('campaigns.perSecond')}
        <InputNumber
          min={1}
          max={2_000}
          aria-label={t('campaigns.perSecond')}
          value={draft.perSecond}
          onChange={(value) => set({ perSecond: value ?? 100 })}
        />
      </label>
      <div className="row">
        {t('campaigns.hours')}
        <TimePicker.RangePicker
          format="HH:mm"
          minuteStep={5}
          order={false}
          aria-label={t('campaigns.hours')}
          onChange={(_, texts) =>
            set({ hours: texts?.[0] && texts[1] ? [texts[0], texts[1]] : null })
          }
        />
        <span className="soft">{t('campaigns.zone', { zone })}</span>
      </div>
      <Checkbox
        checked={draft.secondPerson}
        onChange={(event) => set({ secondPerson: event.target.checked })}
      >
        {t('campaigns.secondPerson')}
      </Checkbox>
      {lacks.length === 0 && <RowPreview draft={draft} node={node} />}
    </div>
  );
}
