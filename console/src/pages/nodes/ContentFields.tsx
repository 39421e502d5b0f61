import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FieldError } from '../../api/problem';
import { FIELDS, type Draft, type FieldName, type Kind } from './body';
import type { Variable } from './node';
import { TemplateText } from './TemplateText';

interface Props {
  kinds: readonly Kind[];
  kind: Kind;
  chooseKind: (kind: Kind) => void;
  draft: Draft;
  change: (name: FieldName, value: string) => void;
  variables: Variable[];
  errors: Partial<Record<FieldName, FieldError[]>>;
}

const ROWS: Partial<Record<FieldName, number>> = {
  html: 9,
  text: 4,
  cc: 2,
  bcc: 2,
  markdown: 8,
  params: 3,
  json: 8,
};
const CODE: ReadonlySet<FieldName> = new Set<FieldName>([
  'html',
  'json',
  'markdown',
  'mentions',
  'params',
]);

/** What the template says, in the fields that its kind has. */
export function ContentFields(props: Props) {
  const { kinds, kind, chooseKind, draft, change, variables, errors } = props;
  const { t } = useTranslation();
  return (
    <div className="card pad stack">
      {kinds.length > 1 && (
        <Segmented
          value={kind}
          aria-label={t('nodes.kind')}
          options={kinds.map((value) => ({ value, label: t(`nodes.kinds.${value}`) }))}
          onChange={chooseKind}
        />
      )}
      {FIELDS[kind].map((name) => (
        <TemplateText
          key={name}
          label={t(`nodes.field.${name}`)}
          value={draft[name] ?? ''}
          change={(value) => change(name, value)}
          variables={variables}
          rows={ROWS[name] ?? 1}
          mono={CODE.has(name)}
          errors={errors[name]}
        />
      ))}
      <p className="soft small">{t('nodes.completeHint')}</p>
    </div>
  );
}
