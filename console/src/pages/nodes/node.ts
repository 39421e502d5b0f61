import type { Schemas } from '../../api/client';

export type NodeView = Schemas['NodeView'];

export interface Plan {
  kind: 'every' | 'fallback';
  channels: string[];
}

/** A plan as the server writes it: `email`, `{every: […]}` or `{fallback: […]}`. */
export function readPlan(plan: unknown): Plan {
  if (typeof plan === 'string') return { kind: 'every', channels: [plan] };
  const { every, fallback } = (plan ?? {}) as { every?: string[]; fallback?: string[] };
  return fallback
    ? { kind: 'fallback', channels: fallback }
    : { kind: 'every', channels: every ?? [] };
}

export function writePlan({ kind, channels }: Plan): Schemas['ChannelPlan'] {
  const [first, ...others] = channels;
  if (first !== undefined && others.length === 0) return first;
  return kind === 'every' ? { every: channels } : { fallback: channels };
}

export interface Variable {
  name: string;
  type: string;
  secret: boolean;
  /** What people call it: its title. */
  label: string;
  required: boolean;
  sample: string;
}

interface Shape {
  type?: string;
  format?: string;
  title?: string;
  description?: string;
  required?: string[];
  enum?: unknown[];
  properties?: Record<string, Shape>;
  items?: Shape;
  minimum?: number;
  pattern?: string;
  examples?: unknown[];
  'x-secret'?: boolean;
}

/** What a template may name: a schema's properties, those of objects and lists below their own. */
export function variablesOf(schema: unknown, within = ''): Variable[] {
  const { properties = {}, required = [] } = (schema as Shape | undefined) ?? {};
  return Object.entries(properties).flatMap(([name, shape]) => {
    const path = within + name;
    const inner = shape.type === 'array' ? shape.items : shape;
    return [
      {
        name: path,
        type: shape.format ?? shape.type ?? 'any',
        secret: shape['x-secret'] === true,
        label: shape.title ?? shape.description ?? '',
        required: required.includes(name),
        sample: shownSample(name, shape),
      },
      ...variablesOf(inner, `${path}.`),
    ];
  });
}

function shownSample(name: string, shape: Shape): string {
  if (shape.type === 'object' || shape.type === 'array') return '';
  return String(named(name, shape));
}

/** Values to try a template with, in the reader's language where words are free. */
export function sampleOf(schema: unknown): unknown {
  const shape = (schema ?? {}) as Shape;
  if (shape.examples?.length) return shape.examples[0];
  if (shape.enum?.length) return shape.enum[0];
  switch (shape.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {}).map(([name, inner]) => [name, named(name, inner)]),
      );
    case 'array':
      return [sampleOf(shape.items), sampleOf(shape.items)];
    case 'integer':
      return Math.max(shape.minimum ?? 0, 1200);
    case 'number':
      return Math.max(shape.minimum ?? 0, 12.5);
    case 'boolean':
      return true;
    default:
      return text(shape);
  }
}

function named(name: string, shape: Shape): unknown {
  const free = shape.type === 'string' && !shape.format && !shape.pattern && !shape.enum;
  return free && /name$/i.test(name) ? '韩梅梅 Mei' : sampleOf(shape);
}

function text(shape: Shape): string {
  switch (shape.format) {
    case 'date':
      return '2026-12-01';
    case 'date-time':
      return '2026-12-01T10:00:00Z';
    case 'uri':
      return 'https://example.com/details';
    case 'email':
      return 'someone@example.com';
    default:
      return shape.pattern && /\[0-9\]|\\d/.test(shape.pattern)
        ? '123456'.slice(0, Number(/\{(\d+)/.exec(shape.pattern)?.[1] ?? 6))
        : 'ABC-001';
  }
}
