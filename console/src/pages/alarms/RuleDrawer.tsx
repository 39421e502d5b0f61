import { useQuery } from '@tanstack/react-query';
import { Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { json } from '../../api/client';
import type { AlarmRule, Page } from '../../api/shapes';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';
import { ScopeFields, type Scope } from './ScopeFields';
import { en } from './words';

type Fields = Pick<
  AlarmRule,
  'kind' | 'scope' | 'key' | 'enabled' | 'threshold' | 'forSeconds' | 'severity'
> & { escalateMinutes?: number };

const KINDS = Object.keys(en.kind) as AlarmRule['kind'][];
const SEVERITIES = ['WARNING', 'CRITICAL'] as const;

/** Sets a rule; one that was there for the same place is replaced. */
export function RuleDrawer({ rule, close }: { rule: Partial<AlarmRule>; close: () => void }) {
  const { t } = useTranslation();
  const known = rule.kind !== undefined;
  return (
    <FormDrawer<Fields>
      title={known ? t('alarms.edit') : t('alarms.addRule')}
      initial={{ ...rule, ...(known && { escalateMinutes: rule.escalateMinutes ?? 0 }) }}
      save={(fields) => json('/v1/alarm-rules', 'PUT', fields)}
      close={close}
    >
      <Rule known={known} />
    </FormDrawer>
  );
}

function Rule({ known }: { known: boolean }) {
  const { t } = useTranslation();
  const form = Form.useFormInstance<Fields>();
  const kind = Form.useWatch('kind', form);
  const byDefault = useDefault(kind);
  const scopes: Scope[] = byDefault?.scopes ?? ['ALL'];
  const number = (value?: number) => (value === undefined ? '' : String(value));
  return (
    <>
      <Field name="kind" label={t('alarms.rule')}>
        <Select
          disabled={known}
          showSearch={{ optionFilterProp: 'label' }}
          options={KINDS.map((value) => ({ value, label: t(`alarms.kind.${value}`) }))}
          onChange={() => {
            form.setFieldValue('scope', 'ALL');
            form.setFieldValue('key', undefined);
          }}
        />
      </Field>
      <ScopeFields scopes={scopes} />
      <Field
        name="threshold"
        label={t('alarms.threshold')}
        hint={kind && t(`alarms.unit.${kind}`)}
        optional
      >
        <InputNumber min={0} placeholder={number(byDefault?.threshold)} style={{ width: '100%' }} />
      </Field>
      <Field name="forSeconds" label={t('alarms.forSeconds')} optional>
        <InputNumber
          min={0}
          precision={0}
          placeholder={number(byDefault?.forSeconds)}
          style={{ width: '100%' }}
        />
      </Field>
      <Field name="severity" label={t('alarms.severityOf')} optional>
        <Select
          placeholder={byDefault && t(`alarms.severity.${byDefault.severity}`)}
          options={SEVERITIES.map((value) => ({ value, label: t(`alarms.severity.${value}`) }))}
        />
      </Field>
      <Field name="escalateMinutes" label={t('alarms.escalateMinutes')} optional>
        <InputNumber
          min={0}
          precision={0}
          placeholder={number(byDefault?.escalateMinutes)}
          style={{ width: '100%' }}
        />
      </Field>
      <Field name="enabled" label={t('alarms.enabled')}>
        <Select
          options={[
            { value: true, label: t('alarms.enabled') },
            { value: false, label: t('alarms.off') },
          ]}
        />
      </Field>
    </>
  );
}

/** The rule that holds where none is set; what a form leaves out is as it says. */
function useDefault(kind?: AlarmRule['kind']): AlarmRule | undefined {
  const rules = useQuery({
    queryKey: ['alarm-rules'],
    queryFn: () => json<Page<AlarmRule>>('/v1/alarm-rules'),
  });
  return rules.data?.items.find(
    (rule) => rule.kind === kind && rule.scope === 'ALL' && rule.id === undefined,
  );
}
