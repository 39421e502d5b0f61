import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { choicesOf, wordsOf, type SettingField } from './setting';

/** What a setting is called; the parameter's own name stands small beside it. */
export function SettingLabel({ field }: { field: SettingField }) {
  const { i18n } = useTranslation();
  const { label, named } = wordsOf(field, i18n.language);
  if (!named) return <span className="mono">{field.name}</span>;
  return (
    <>
      {label} <span className="mono soft parameter">{field.name}</span>
    </>
  );
}

interface Props {
  field: SettingField;
  placeholder?: string;
  id?: string;
  value?: string;
  onChange?: (value: unknown) => void;
}

/** Where a setting is typed, or chosen when it is one of a few words. */
export function SettingInput({ field, placeholder, ...form }: Props) {
  const { t } = useTranslation();
  const choices = choicesOf(field);
  if (field.secret) {
    return <Input.Password autoComplete="new-password" placeholder={placeholder ?? ''} {...form} />;
  }
  if (!choices) {
    return <Input autoComplete="off" placeholder={field.fallback ?? ''} {...form} />;
  }
  const truth: Record<string, string> = { true: t('components.yes'), false: t('components.no') };
  return (
    <Select
      allowClear
      placeholder={field.fallback ? (truth[field.fallback] ?? field.fallback) : undefined}
      options={choices.map((value) => ({ value, label: truth[value] ?? value }))}
      {...form}
    />
  );
}
