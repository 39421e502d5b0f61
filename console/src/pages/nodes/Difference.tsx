import { diffLines } from 'diff';
import { useTranslation } from 'react-i18next';
import type { Draft } from './body';

/** What of a content changed, field by field. */
export function Difference({ before, after }: { before: Draft; after: Draft }) {
  const { t } = useTranslation();
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => before[name] !== after[name],
  );
  if (names.length === 0) return <p>{t('nodes.diffSame')}</p>;
  return (
    <div className="diff">
      {names.map((name) => (
        <section key={name}>
          <h3>{t(`nodes.field.${name as 'subject'}`, { defaultValue: name })}</h3>
          {diffLines(before[name] ?? '', after[name] ?? '').map((part, index) =>
            part.added ? (
              <ins key={index}>{part.value}</ins>
            ) : part.removed ? (
              <del key={index}>{part.value}</del>
            ) : (
              <span key={index}>{part.value}</span>
            ),
          )}
        </section>
      ))}
    </div>
  );
}
