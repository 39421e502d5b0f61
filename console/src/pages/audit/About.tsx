import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, taken } from '../../api/client';
import type { AuditEntry } from '../../api/shapes';
import { Code } from '../../components/Code';
import { isId, placeOf, subjectOf, type Kind } from './subject';

/** What an entry is about, by kind and name, leading to it. */
export function About({ subject }: { subject: string }) {
  const { t } = useTranslation();
  const nameOf = useNames();
  const about = subjectOf(subject);
  const kind = t(`audit.kinds.${about.kind as Kind}`, { defaultValue: about.kind });
  const place = placeOf(about);
  const name = nameOf(about.key);
  return (
    <span className="about">
      <span className="soft">{kind}</span>{' '}
      {place ? (
        <Link to={place} title={about.key}>
          {name}
        </Link>
      ) : (
        <span title={about.key}>{name}</span>
      )}
    </span>
  );
}

/** People by their names, other ids by their end: nobody reads the whole of one. */
function useNames(): (key: string) => string {
  const users = useQuery({
    queryKey: ['users'],
    queryFn: () => taken(api.GET('/v1/users')),
    staleTime: 60_000,
  });
  return (key) =>
    users.data?.items.find(({ id }) => id === key)?.name ??
    (isId(key) ? `…${key.slice(-12)}` : key);
}

interface Changed {
  path: string;
  before: unknown;
  after: unknown;
}

/** What changed, value by value; what is no change, as it was written. */
export function Detail({ detail }: { detail: AuditEntry['detail'] }) {
  const { t } = useTranslation();
  const fields = (detail as { fields?: unknown } | undefined)?.fields;
  if (!isChanges(fields)) return <Code text={JSON.stringify(detail, null, 2)} />;
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t('audit.field')}</th>
          <th scope="col">{t('audit.before')}</th>
          <th scope="col">{t('audit.after')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ path, before, after }) => (
          <tr key={path}>
            <td className="mono">{path}</td>
            <td>{shown(before)}</td>
            <td>{shown(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function isChanges(fields: unknown): fields is Changed[] {
  return (
    Array.isArray(fields) &&
    fields.length > 0 &&
    fields.every((field) => typeof field === 'object' && field !== null && 'path' in field)
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
