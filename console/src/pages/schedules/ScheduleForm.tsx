import { Form, Input, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, taken, type Schemas } from '../../api/client';
import { useApplications, useNodes, useTenants } from '../../api/lists';
import type { Schedule } from '../../api/shapes';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';
import { RecipientsChoice } from '../../components/RecipientsChoice';
import { ZoneChoice } from '../../components/ZoneChoice';
import { Upcoming } from './Upcoming';

type Spec = Schemas['ScheduleSpec'];

interface Fields {
  application: string;
  code: string;
  name?: string;
  by: 'times' | 'cron';
  rule: { cron?: string; times?: string[]; days?: string; day?: number; otherwise?: string };
  zone: string;
  calendar?: string;
  sends: 'node' | 'url';
  node?: string;
  tenant?: string;
  whom: 'all' | 'some';
  recipients?: string[];
  data?: string;
  url?: string;
  missed: string;
  overlap: string;
}

interface Props {
  schedule?: Schedule;
  made?: (schedule: Schedule) => void;
  close: () => void;
}

const DAYS = ['every-day', 'workdays', 'rest-days', 'month-day', 'month-workday'] as const;
const OF_MONTH: ReadonlySet<string> = new Set(['month-day', 'month-workday']);

/** Makes a schedule, or changes one; shows when it fires while it is written. */
export function ScheduleForm({ schedule, made, close }: Props) {
  const { t, i18n } = useTranslation();
  const save = async (fields: Fields) => {
    const put = await taken(
      api.PUT('/v1/applications/{application}/schedules/{schedule}', {
        params: {
          path: { application: fields.application, schedule: fields.code },
          // What is there already is changed on its own page.
          header: schedule ? {} : { 'If-None-Match': '*' },
        },
        body: specOf(fields, schedule?.spec),
      }),
    );
    made?.(put);
  };
  return (
    <FormDrawer<Fields>
      title={schedule ? (schedule.spec.name ?? schedule.code) : t('schedules.create')}
      initial={
        schedule
          ? fieldsOf(schedule)
          : {
              by: 'times',
              rule: { times: ['09:00'], days: 'workdays' },
              zone:
                i18n.language === 'zh'
                  ? 'Asia/Shanghai'
                  : Intl.DateTimeFormat().resolvedOptions().timeZone,
              sends: 'node',
              whom: 'all',
              missed: 'once',
              overlap: 'queue',
            }
      }
      save={save}
      close={close}
    >
      <Owner disabled={schedule !== undefined} />
      <Field
        name="code"
        label={t('schedules.code')}
        hint={t('schedules.codeHint')}
        disabled={schedule !== undefined}
      />
      <Field name="name" label={t('schedules.name')} optional />
      <When />
      <What />
      <Choice name="missed" label={t('schedules.missed')} of={['once', 'skip', 'all']} />
      <Choice name="overlap" label={t('schedules.overlap')} of={['queue', 'skip']} />
    </FormDrawer>
  );
}

function Owner({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation();
  const applications = useApplications().data?.items ?? [];
  return (
    <Field name="application" label={t('schedules.application')}>
      <Select
        disabled={disabled}
        options={applications.map(({ code, name }) => ({ value: code, label: name }))}
      />
    </Field>
  );
}

function When() {
  const { t } = useTranslation();
  const tenants = useTenants().data?.items ?? [];
  const form = Form.useFormInstance<Fields>();
  const by = Form.useWatch('by', form);
  const rule = Form.useWatch('rule', form);
  const zone = Form.useWatch('zone', form);
  const calendar = Form.useWatch('calendar', form);
  const tenant = Form.useWatch('tenant', form);
  const days = by === 'cron' ? DAYS.filter((each) => !OF_MONTH.has(each)) : DAYS;
  return (
    <>
      <Field name="by" label={t('schedules.when')}>
        <Radio.Group
          options={(['times', 'cron'] as const).map((value) => ({
            value,
            label: t(`schedules.by.${value}`),
          }))}
        />
      </Field>
      {by === 'cron' ? (
        <Field name={['rule', 'cron']} label="cron" hint={t('schedules.cronHint')} />
      ) : (
        <Field
          name={['rule', 'times']}
          label={t('schedules.times')}
          hint={t('schedules.timesHint')}
        >
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[' ', ',']} />
        </Field>
      )}
      <Field name={['rule', 'days']} label={t('schedules.onDays')}>
        <Select options={days.map((value) => ({ value, label: t(`schedules.days.${value}`) }))} />
      </Field>
      {by !== 'cron' && OF_MONTH.has(rule?.days ?? '') && (
        <Field name={['rule', 'day']} label={t('schedules.day')} hint={t('schedules.dayHint')}>
          <InputNumber min={-31} max={31} />
        </Field>
      )}
      {by !== 'cron' && rule?.days === 'month-day' && (
        <Choice
          name={['rule', 'otherwise']}
          label={t('schedules.otherwise')}
          of={['keep', 'next', 'previous', 'skip']}
          words="otherwises"
        />
      )}
      <Field name="zone" label={t('schedules.zone')}>
        <ZoneChoice />
      </Field>
      <Field
        name="calendar"
        label={t('schedules.calendar')}
        hint={t('schedules.calendarHint')}
        optional
      >
        <Select
          allowClear
          options={tenants.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Field>
      <Upcoming
        rule={ruleOf({ by: by ?? 'times', rule: rule ?? {} })}
        zone={zone}
        calendar={calendar ?? tenant}
      />
    </>
  );
}

function What() {
  const { t } = useTranslation();
  const form = Form.useFormInstance<Fields>();
  const sends = Form.useWatch('sends', form);
  const whom = Form.useWatch('whom', form);
  const tenant = Form.useWatch('tenant', form);
  const nodes = useNodes(Form.useWatch('application', form)).data?.items ?? [];
  const tenants = useTenants().data?.items ?? [];
  return (
    <>
      <Field name="sends" label={t('schedules.what')}>
        <Radio.Group
          options={(['node', 'url'] as const).map((value) => ({
            value,
            label: t(`schedules.sends.${value}`),
          }))}
        />
      </Field>
      {sends === 'url' ? (
        <Field name="url" label="URL" hint={t('schedules.urlHint')} />
      ) : (
        <>
          <Field name="node" label={t('schedules.node')}>
            <Select options={nodes.map(({ code, name }) => ({ value: code, label: name }))} />
          </Field>
          <Field name="tenant" label={t('schedules.tenant')}>
            <Select options={tenants.map(({ code, name }) => ({ value: code, label: name }))} />
          </Field>
          <Field name="whom" label={t('schedules.audience')}>
            <Radio.Group
              options={(['all', 'some'] as const).map((value) => ({
                value,
                label: t(`schedules.whom.${value}`),
              }))}
            />
          </Field>
          {whom === 'some' && (
            <Field
              name="recipients"
              label={t('schedules.recipients')}
              hint={t('schedules.recipientsHint')}
            >
              <RecipientsChoice tenant={tenant} />
            </Field>
          )}
          <Form.Item
            name="data"
            label={
              <>
                {t('schedules.data')}
                <span className="optional">{t('components.optional')}</span>
              </>
            }
            rules={[{ validator: (_, text: string) => checked(text, t('schedules.dataWrong')) }]}
          >
            <Input.TextArea className="mono" autoSize={{ minRows: 2, maxRows: 10 }} />
          </Form.Item>
        </>
      )}
    </>
  );
}

interface ChoiceProps {
  name: string | string[];
  label: string;
  of: string[];
  words?: 'missedWords' | 'overlapWords' | 'otherwises';
}

function Choice({ name, label, of, words }: ChoiceProps) {
  const { t } = useTranslation();
  const group = words ?? (name === 'missed' ? 'missedWords' : 'overlapWords');
  return (
    <Field name={name} label={label}>
      <Select
        options={of.map((value) => ({ value, label: t(`schedules.${group}.${value}` as never) }))}
      />
    </Field>
  );
}

function checked(text: string | undefined, wrong: string): Promise<void> {
  try {
    const read: unknown = text?.trim() ? JSON.parse(text) : {};
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return Promise.resolve();
  } catch {
    // told below
  }
  return Promise.reject(new Error(wrong));
}

function ruleOf({ by, rule }: Pick<Fields, 'by' | 'rule'>): Schemas['RuleSpec'] {
  const days = rule.days as Schemas['RuleSpec']['days'];
  if (by === 'cron') {
    const known = days && !OF_MONTH.has(days);
    return { ...(rule.cron && { cron: rule.cron }), ...(known && { days }) };
  }
  const ofMonth = days && OF_MONTH.has(days);
  return {
    times: rule.times ?? [],
    ...(days && { days }),
    ...(ofMonth && rule.day && { day: rule.day }),
    ...(days === 'month-day' && {
      otherwise: (rule.otherwise ?? 'keep') as NonNullable<Schemas['RuleSpec']['otherwise']>,
    }),
  };
}

/** What the form does not show stays as it is. */
function specOf(fields: Fields, before: Spec | undefined): Spec {
  const common = {
    rule: ruleOf(fields),
    zone: fields.zone,
    ...(fields.name && { name: fields.name }),
    ...(fields.calendar && { calendar: fields.calendar }),
    missed: fields.missed as NonNullable<Spec['missed']>,
    overlap: fields.overlap as NonNullable<Spec['overlap']>,
  };
  if (fields.sends === 'url') return { ...common, ...(fields.url && { url: fields.url }) };
  return {
    ...common,
    ...(fields.node && { node: fields.node }),
    ...(fields.tenant && { tenant: fields.tenant }),
    audience:
      fields.whom === 'all'
        ? { ...(before?.audience?.all && before.audience), all: true }
        : { recipients: fields.recipients ?? [] },
    ...(fields.data?.trim() && { data: JSON.parse(fields.data) as unknown }),
    ...(before?.channels && { channels: before.channels }),
  };
}

function fieldsOf({ application, code, spec }: Schedule): Partial<Fields> {
  return {
    application,
    code,
    ...(spec.name && { name: spec.name }),
    by: spec.rule.cron ? 'cron' : 'times',
    rule: { days: 'every-day', ...(spec.rule as Fields['rule']) },
    zone: spec.zone,
    ...(spec.calendar && { calendar: spec.calendar }),
    sends: spec.url ? 'url' : 'node',
    ...(spec.url && { url: spec.url }),
    ...(spec.node && { node: spec.node }),
    ...(spec.tenant && { tenant: spec.tenant }),
    whom: spec.audience?.recipients?.length ? 'some' : 'all',
    ...(spec.audience?.recipients && { recipients: spec.audience.recipients }),
    ...(spec.data ? { data: JSON.stringify(spec.data, null, 2) } : {}),
    missed: spec.missed ?? 'once',
    overlap: spec.overlap ?? 'queue',
  };
}
