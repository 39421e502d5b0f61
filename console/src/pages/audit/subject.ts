import type { Words } from '../../words';

/** What an entry is about: its kind and its key, as the log has them. */
export interface Subject {
  kind: string;
  key: string;
}

export function subjectOf(subject: string): Subject {
  const at = subject.indexOf(':');
  return at < 0
    ? { kind: '', key: subject }
    : { kind: subject.slice(0, at), key: subject.slice(at + 1) };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function isId(key: string): boolean {
  return UUID.test(key);
}

/** Where it is shown; null where there is no page of it. */
export function placeOf({ kind, key }: Subject): string | null {
  switch (kind) {
    case 'application':
    case 'source':
    case 'tenant':
      return `/${kind}s/${key}`;
    case 'node':
      return `/nodes/${key}`;
    case 'template': {
      const [application, node, channel = '', locale = '', tenant] = key.split('/');
      const at = new URLSearchParams({ ...(tenant && { tenant }), channel, locale });
      return `/nodes/${application}/${node}/template?${at}`;
    }
    case 'message':
      return isId(key) ? `/messages/${key}` : '/messages';
    case 'recipient':
      return `/tenants/${key.split('/')[0]}`;
    case 'subscription':
      return `/subscriptions/${key}`;
    case 'definition':
      return `/connectors/${key}`;
    case 'resend':
      return '/jobs';
    case 'user':
      return '/users';
    case 'feed':
      return '/feeds';
    case 'suppression':
      return '/suppressions';
    default:
      return null;
  }
}

/** The kinds that have a word. */
export type Kind = keyof Words['audit']['kinds'];
