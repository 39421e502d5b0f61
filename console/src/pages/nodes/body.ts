import type { ShownContent } from '../../api/shapes';

export const KINDS = ['email', 'text', 'markdown', 'template', 'payload'] as const;
export type Kind = (typeof KINDS)[number];

/** A template's content while it is written: every field a text. */
export type Draft = Record<string, string>;

export const FIELDS = {
  email: ['subject', 'html', 'text'],
  text: ['text'],
  markdown: ['title', 'markdown'],
  template: ['template', 'params', 'preview'],
  payload: ['type', 'json'],
} as const satisfies Record<Kind, readonly string[]>;

export type FieldName = (typeof FIELDS)[Kind][number];

/** The kind that a channel usually takes. */
export function usualKind(channel: string): Kind {
  switch (channel) {
    case 'email':
      return 'email';
    case 'sms':
      return 'template';
    case 'webhook':
    case 'feed':
      return 'payload';
    case 'dingtalk':
    case 'feishu':
    case 'wecom':
    case 'infoflow':
      return 'markdown';
    default:
      return 'text';
  }
}

export function kindOf(content: Record<string, unknown>): Kind {
  if ('subject' in content) return 'email';
  if ('markdown' in content) return 'markdown';
  if ('template' in content) return 'template';
  if ('json' in content) return 'payload';
  return 'text';
}

export function draftOf(content: Record<string, unknown>): Draft {
  return Object.fromEntries(
    Object.entries(content).map(([name, value]) => [name, written(name, value)]),
  );
}

function written(name: string, value: unknown): string {
  if (name === 'params' && Array.isArray(value)) return value.join('\n');
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** What is sent to the server; throws where the JSON is none. */
export function contentOf(kind: Kind, draft: Draft): Record<string, unknown> {
  const content: Record<string, unknown> = {};
  for (const name of FIELDS[kind]) {
    const value = draft[name] ?? '';
    if (name === 'params') content[name] = value.split('\n').filter((line) => line.trim() !== '');
    else if (name === 'json') content[name] = JSON.parse(value || '{}');
    else if (value !== '') content[name] = value;
  }
  return content;
}

/** A preview's content, which says by its fields what it is. */
export function shownOf(content: Record<string, unknown>, sms?: ShownContent['sms']): ShownContent {
  const kind = kindOf(content);
  return {
    ...(content as Partial<ShownContent>),
    format: kind,
    ...(kind === 'template' && { text: content['preview'] as string }),
    ...(kind === 'payload' && { json: parsed(content['json']) }),
    ...(sms && { sms }),
  };
}

function parsed(json: unknown): unknown {
  try {
    return typeof json === 'string' ? JSON.parse(json) : json;
  } catch {
    return json;
  }
}
