import type { Schemas } from '../../api/client';
import type { Connector } from '../../api/shapes';

/** Stands in the place of every secret that is shown, and means: leave it as it is. */
export const KEPT = '(secret)';

/** A source as it was written, whatever speaks for it. */
type WrittenSource = Omit<Schemas['SourceView'], 'serving'>;

export interface SourceFields {
  code: string;
  tenant?: string;
  settings?: Record<string, string | undefined>;
  weight?: number;
  caps?: string;
  ambiguity?: Schemas['SourceSpec']['ambiguity'];
}

/** What is sent: empty settings are left out, and a secret that was not typed anew is kept. */
export function specOf(
  fields: SourceFields,
  connector: Connector,
  before: WrittenSource | undefined,
): Schemas['SourceSpec'] {
  const settings: Record<string, string> = {};
  for (const { name, secret } of connector.fields) {
    const typed = fields.settings?.[name];
    if (typed) settings[name] = typed;
    else if (secret && before?.settings?.[name]) settings[name] = KEPT;
  }
  const caps = (fields.caps ?? '').split('\n').map((cap) => cap.trim());
  return {
    connector: connector.name,
    settings,
    ...(fields.tenant && { tenant: fields.tenant }),
    ...(fields.weight && { weight: fields.weight }),
    ...(caps.some(Boolean) && { caps: caps.filter(Boolean) }),
    ...(fields.ambiguity && { ambiguity: fields.ambiguity }),
    ...(before?.paused && { paused: true }),
  };
}

/** The setting whose change sends the source elsewhere, where no kept secret may go. */
export function movedBy(
  connector: Connector,
  before: WrittenSource | undefined,
  settings: Record<string, string | undefined> | undefined,
): string | undefined {
  if (!before || !settings) return undefined;
  return connector.fields.find(({ name, secret, target, fallback }) => {
    if (!target) return false;
    const typed = settings[name];
    if (secret) return Boolean(typed);
    return (typed || fallback) !== (before.settings?.[name] || fallback);
  })?.name;
}

export function fieldsOf(source: WrittenSource): SourceFields {
  const shown = Object.entries(source.settings ?? {}).filter(([, value]) => value !== KEPT);
  return {
    code: source.code,
    settings: Object.fromEntries(shown),
    caps: (source.caps ?? []).join('\n'),
    ...(source.tenant && { tenant: source.tenant }),
    ...(source.weight && { weight: source.weight }),
    ...(source.ambiguity && { ambiguity: source.ambiguity }),
  };
}
