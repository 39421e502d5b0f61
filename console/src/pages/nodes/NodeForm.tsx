import { Form, Radio, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, taken, type Schemas } from '../../api/client';
import { useConnectors, useLanes, useTopics } from '../../api/lists';
import { Problem } from '../../api/problem';
import { useChannelName } from '../../components/ChannelName';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';
import {
  quietFieldsOf,
  QuietHoursFields,
  quietHoursOf,
  type QuietHoursFieldValues,
} from '../../components/QuietHoursFields';
import { readPlan, writePlan, type NodeView } from './node';
import { VariablesEditor } from './VariablesEditor';

type Quiet = 'hold' | 'drop' | 'send';
type Unless = 'delivered' | 'read';

interface Fields extends QuietHoursFieldValues {
  code: string;
  quiet?: Quiet;
  name: string;
  lane: string;
  kind: 'every' | 'fallback';
  plan: string[];
  schema: string;
  dedupWindow?: string;
  expiry?: string;
  retention?: string;
  digest?: string;
  escalateAfter?: string;
  escalateUnless?: Unless;
  locale: string;
  topic?: string;
  exempt?: boolean;
  reachesSuppressed?: boolean;
}

const EMPTY_SCHEMA = `{
  "type": "object",
  "required": ["name"],
  "properties": {
    "name": { "type": "string" }
  }
}`;

const QUIET: Quiet[] = ['hold', 'drop', 'send'];
const UNLESS: Unless[] = ['delivered', 'read'];
const LANES = ['critical', 'normal', 'bulk'];

/** Creates a node, or changes one; its templates stay as they are. */
export function NodeForm({
  application,
  node,
  close,
}: {
  application: string;
  node?: NodeView;
  close: () => void;
}) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const channelName = useChannelName();
  const connectors = useConnectors().data?.items ?? [];
  const lanes = useLanes().data?.items.map(({ lane }) => lane) ?? LANES;
  const channels = [...new Set(connectors.map((connector) => connector.channel))];
  const topics = useTopics().data?.items ?? [];
  const zh = i18n.language === 'zh';
  const save = ({
    code,
    kind,
    plan,
    schema,
    dedupWindow,
    expiry,
    retention,
    digest,
    escalateAfter,
    escalateUnless,
    topic,
    quiet,
    quietFrom,
    quietTo,
    ...rest
  }: Fields) =>
    taken(
      api.PUT('/v1/applications/{application}/nodes/{node}', {
        params: { path: { application, node: code } },
        body: {
          ...rest,
          plan: writePlan({ kind, channels: plan }),
          schema: parsed(schema),
          ...(dedupWindow && { dedupWindow }),
          ...(expiry && { expiry }),
          ...(retention && { retention }),
          ...(digest && { digest }),
          ...(kind === 'fallback' && escalateAfter && { escalateAfter, escalateUnless }),
          ...(topic && { topic }),
          ...(quiet && { quiet }),
          ...quietHoursOf({ quietFrom, quietTo }),
        },
      }),
    );
  return (
    <FormDrawer<Fields>
      title={node ? node.name : t('nodes.create')}
      initial={node ? fieldsOf(node) : fresh(i18n.language)}
      save={save}
      saved={({ code }) => void navigate(`/nodes/${application}/${code}`)}
      close={close}
      size={760}
    >
      <Field
        name="code"
        label={t('nodes.code')}
        hint={t('nodes.codeHint')}
        disabled={node !== undefined}
      />
      <Field name="name" label={t('nodes.name')} />
      <Field name="plan" label={t('nodes.plan')}>
        <Select
          mode="tags"
          options={channels.map((value) => ({ value, label: channelName(value) }))}
        />
      </Field>
      <Field name="kind" label="">
        <Radio.Group
          options={(['every', 'fallback'] as const).map((value) => ({
            value,
            label: t(`nodes.planKind.${value}`),
          }))}
        />
      </Field>
      <Form.Item noStyle dependencies={['kind']}>
        {({ getFieldValue }) =>
          getFieldValue('kind') === 'fallback' && (
            <>
              <Field
                name="escalateAfter"
                label={t('nodes.escalateAfter')}
                hint={t('nodes.escalateHint')}
                optional
              />
              <Field name="escalateUnless" label={t('nodes.escalateUnless')} optional>
                <Radio.Group
                  options={UNLESS.map((value) => ({ value, label: t(`nodes.unless.${value}`) }))}
                />
              </Field>
            </>
          )
        }
      </Form.Item>
      <Field name="lane" label={t('nodes.lane')}>
        <Select
          options={lanes.map((value) => ({
            value,
            label: t(`nodes.lanes.${value as 'normal'}`, { defaultValue: value }),
          }))}
        />
      </Field>
      <Field name="topic" label={t('nodes.topic')} hint={t('nodes.topicHint')} optional>
        <Select
          allowClear
          placeholder={t('nodes.topicOwn')}
          options={topics.map(({ code, name }) => ({
            value: code,
            label: `${(zh ? (name.zh ?? name.en) : (name.en ?? name.zh)) ?? code} · ${code}`,
          }))}
        />
      </Field>
      <Form.Item noStyle dependencies={['lane']}>
        {({ getFieldValue }) =>
          getFieldValue('lane') === 'critical' && (
            <>
              <Form.Item
                name="exempt"
                label={t('nodes.exempt')}
                extra={t('nodes.exemptHint')}
                valuePropName="checked"
              >
                <Switch />
              </Form.Item>
              <Form.Item
                name="reachesSuppressed"
                label={t('nodes.reachesSuppressed')}
                valuePropName="checked"
              >
                <Switch />
              </Form.Item>
            </>
          )
        }
      </Form.Item>
      <Field name="quiet" label={t('nodes.quiet')} hint={t('nodes.quietHint')} optional>
        <Select
          allowClear
          placeholder={t('nodes.quietUsual')}
          options={QUIET.map((value) => ({ value, label: t(`nodes.quietThen.${value}`) }))}
        />
      </Field>
      <QuietHoursFields hint={t('nodes.quietHoursHint')} />
      <Field name="schema" label={t('nodes.schema')} hint={t('nodes.schemaHint')}>
        <VariablesEditor />
      </Field>
      <Field name="digest" label={t('nodes.digest')} hint={t('nodes.digestHint')} optional />
      <Field
        name="expiry"
        label={t('nodes.expiry')}
        hint={t('nodes.durationHint', { empty: t('nodes.expiryNever') })}
        optional
      />
      <Field
        name="dedupWindow"
        label={t('nodes.dedup')}
        hint={t('nodes.durationHint', { empty: t('nodes.dedupOff') })}
        optional
      />
      <Field
        name="retention"
        label={t('nodes.retention')}
        hint={t('nodes.retentionHint', { empty: t('nodes.retentionUsual') })}
        optional
      />
      <Field name="locale" label={t('nodes.locale')} />
    </FormDrawer>
  );
}

function parsed(schema: string): Schemas['VariableSchema'] {
  try {
    return JSON.parse(schema);
  } catch (why) {
    const reason = why instanceof Error ? why.message : String(why);
    throw new Problem(422, '', '', [{ field: 'schema', code: '', parameters: {}, reason }]);
  }
}

function fieldsOf(node: NodeView): Fields {
  const plan = readPlan(node.plan);
  return {
    code: node.code,
    name: node.name,
    lane: node.lane,
    kind: plan.kind,
    plan: plan.channels,
    schema: JSON.stringify(node.schema, null, 2),
    dedupWindow: node.dedupWindow === '0s' ? '' : node.dedupWindow,
    locale: node.locale,
    exempt: node.exempt,
    ...(node.quiet !== (node.lane === 'critical' ? 'send' : 'hold') && {
      quiet: node.quiet as Quiet,
    }),
    ...quietFieldsOf(node.quietHours),
    reachesSuppressed: node.reachesSuppressed,
    ...(!node.topic.includes('/') && { topic: node.topic }),
    ...(node.expiry && { expiry: node.expiry }),
    ...(node.retention && { retention: node.retention }),
    ...(node.digest && { digest: node.digest }),
    ...(node.escalateAfter && { escalateAfter: node.escalateAfter }),
    escalateUnless: (node.escalateUnless as Unless | undefined) ?? 'delivered',
  };
}

function fresh(language: string): Partial<Fields> {
  const locale = language === 'zh' ? 'zh-CN' : 'en';
  return {
    lane: 'normal',
    kind: 'every',
    plan: ['email'],
    schema: EMPTY_SCHEMA,
    escalateUnless: 'delivered',
    locale,
  };
}
