import { InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { json } from '../../api/client';
import type { AlarmRule } from '../../api/shapes';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';
import { en } from './words';

type Fields = Pick<
  AlarmRule,
  'kind' | 'scope' | 'key' | 'enabled' | 'threshold' | 'forSeconds' | 'severity'
> & { escalateMinutes?: number };

const KINDS = Object.keys(en.kind) as AlarmRule['kind'][];
const SCOPES = Object.keys(en.scope) as AlarmRule['scope'][];
const SEVERITIES = ['WARNING', 'CRITICAL'] as const;

/** Sets a rule; one that was there for the same place is replaced. */
export function RuleDrawer({ rule, close }: { rule: Partial<AlarmRule>; close: () => void }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState(rule.kind);
  const [scope, setScope] = useState(rule.scope ?? 'ALL');
  const known = rule.kind !== undefined;
  return (
    <FormDrawer<Fields>
      title={known ? t('alarms.edit') : t('alarms.addRule')}
      initial={{ ...rule, ...(known && { escalateMinutes: rule.escalateMinutes ?? 0 }) }}
      save={(fields) => json('/v1/alarm-rules', 'PUT', fields)}
      close={close}
    >
      <Field name="kind" label={t('alarms.rule')}>
        <Select
          disabled={known}
          options={KINDS.map((value) => ({ value, label: t(`alarms.kind.${value}`) }))}
          onChange={setKind}
        />
      </Field>
      <Field name="scope" label={t('alarms.where')}>
        <Select
          options={SCOPES.map((value) => ({ value, label: t(`alarms.scope.${value}`) }))}
          onChange={setScope}
        />
      </Field>
      {scope !== 'ALL' && <Field name="key" label={t('alarms.key')} hint={t('alarms.keyHint')} />}
      <Field
        name="threshold"
        label={t('alarms.threshold')}
        hint={kind && t(`alarms.unit.${kind}`)}
        optional
      >
        <InputNumber min={0} style={{ width: '100%' }} />
      </Field>
      <Field name="forSeconds" label={t('alarms.forSeconds')} optional>
        <InputNumber min={0} precision={0} style={{ width: '100%' }} />
      </Field>
      <Field name="severity" label={t('alarms.severityOf')} optional>
        <Select
          options={SEVERITIES.map((value) => ({ value, label: t(`alarms.severity.${value}`) }))}
        />
      </Field>
      <Field name="escalateMinutes" label={t('alarms.escalateMinutes')} optional>
        <InputNumber min={0} precision={0} style={{ width: '100%' }} />
      </Field>
      <Field name="enabled" label={t('alarms.enabled')}>
        <Select
          options={[
            { value: true, label: t('alarms.enabled') },
            { value: false, label: t('alarms.off') },
          ]}
        />
      </Field>
    </FormDrawer>
  );
}
