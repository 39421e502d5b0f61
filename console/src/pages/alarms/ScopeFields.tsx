import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AlarmRule } from '../../api/shapes';
import { Field } from '../../components/Field';
import { PlaceChoice, type PlaceKind } from '../../components/PlaceChoice';

export type Scope = AlarmRule['scope'];

/** What a rule or a silence is for: all, or one thing of a kind. */
export function ScopeFields({ scopes }: { scopes: readonly Scope[] }) {
  const { t } = useTranslation();
  const form = Form.useFormInstance<{ scope: Scope; key?: string }>();
  const scope = Form.useWatch('scope', form) ?? 'ALL';
  return (
    <>
      <Field name="scope" label={t('alarms.where')}>
        <Select
          options={scopes.map((value) => ({ value, label: t(`alarms.scope.${value}`) }))}
          onChange={() => form.setFieldValue('key', undefined)}
        />
      </Field>
      {scope !== 'ALL' && (
        <Field name="key" label={t(`alarms.scope.${scope}`)}>
          <PlaceChoice kind={scope.toLowerCase() as PlaceKind} />
        </Field>
      )}
    </>
  );
}
