import type { ShownContent } from '../../api/shapes';

const KINDS = ['text', 'email', 'markdown', 'link', 'template', 'payload'] as const;
export type Kind = (typeof KINDS)[number];

/** A template's content while it is written: every field a text. */
export type Draft = Record<string, string>;

export const FIELDS = {
  email: ['subject', 'html', 'text', 'replyTo', 'cc', 'bcc', 'unsubscribe'],
  text: ['text', 'mentions'],
  markdown: ['title', 'markdown', 'mentions'],
  link: ['title', 'text', 'url', 'picture'],
  template: ['template', 'params', 'preview'],
  payload: ['type', 'json'],
} as const satisfies Record<Kind, readonly string[]>;

/** Several texts, one a line. */
const LISTS: ReadonlySet<string> = new Set(['cc', 'bcc']);

export type FieldName = (typeof FIELDS)[Kind][number];

/** The kinds that a channel takes, the usual one first. */
export function kindsFor(channel: string): readonly Kind[] {
  switch (channel) {
    case 'email':
      return ['email'];
    case 'sms':
      return ['template', 'text'];
    case 'webhook':
      return ['payload'];
    case 'dingtalk':
    case 'feishu':
    case 'wecom':
    case 'infoflow':
      return ['markdown', 'text', 'link'];
    default:
      return KINDS;
  }
}

export function kindOf(content: Record<string, unknown>): Kind {
  if ('subject' in content) return 'email';
  if ('markdown' in content) return 'markdown';
  if ('template' in content) return 'template';
  if ('json' in content) return 'payload';
  if ('url' in content) return 'link';
  return 'text';
}

export function draftOf(content: Record<string, unknown>): Draft {
  return Object.fromEntries(
    Object.entries(content).map(([name, value]) => [name, written(name, value)]),
  );
}

function written(name: string, value: unknown): string {
  if ((name === 'params' || LISTS.has(name)) && Array.isArray(value)) return value.join('\n');
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** What is sent to the server; throws where the JSON is none. */
export function contentOf(kind: Kind, draft: Draft): Record<string, unknown> {
  const content: Record<string, unknown> = {};
  for (const name of FIELDS[kind]) {
    const value = draft[name] ?? '';
    if (name === 'params') content[name] = paramsOf(value);
    else if (LISTS.has(name)) Object.assign(content, listOf(name, value));
    else if (name === 'json') content[name] = JSON.parse(value || '{}');
    else if (name === 'mentions' && value.trim() !== '') content[name] = JSON.parse(value);
    else if (value !== '' && name !== 'mentions') content[name] = value;
  }
  return content;
}

/** One a line, or with names as JSON. */
function paramsOf(value: string): unknown {
  return /^\s*\{\s*"/.test(value) ? JSON.parse(value) : linesOf(value);
}

function listOf(name: string, value: string): Record<string, unknown> {
  const lines = linesOf(value);
  return lines.length === 0 ? {} : { [name]: lines };
}

function linesOf(value: string): string[] {
  return value.split('\n').filter((line) => line.trim() !== '');
}

/** A preview's content, which says by its fields what it is. */
export function shownOf(content: Record<string, unknown>, sms?: ShownContent['sms']): ShownContent {
  const kind = kindOf(content);
  if (kind === 'link') return linkOf(content);
  return {
    ...(content as Partial<ShownContent>),
    format: kind,
    ...(kind === 'template' && { text: content['preview'] as string }),
    ...(kind === 'payload' && { json: parsed(content['json']) }),
    ...(sms && { sms }),
  };
}

/** As a card, whose text ends with where it leads. */
function linkOf(content: Record<string, unknown>): ShownContent {
  const url = String(content['url']);
  const markdown = `${String(content['text'])}\n\n[${url}](${url})`;
  return { format: 'card', title: String(content['title']), markdown };
}

function parsed(json: unknown): unknown {
  try {
    return typeof json === 'string' ? JSON.parse(json) : json;
  } catch {
    return json;
  }
}
