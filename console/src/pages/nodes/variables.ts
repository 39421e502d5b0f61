/** One variable of a node, as a row of a table. What a row does not show stays in its shape. */
export interface Row {
  name: string;
  shape: Record<string, unknown>;
  required: boolean;
}

/** What a row can be made; others are kept as the schema has them. */
export const TYPES = [
  'string',
  'integer',
  'number',
  'boolean',
  'date',
  'date-time',
  'uri',
  'email',
] as const;

const FORMATS: ReadonlySet<string> = new Set(['date', 'date-time', 'uri', 'email']);
type Schema = Record<string, unknown>;

const EMPTY: Schema = { type: 'object' };

function schemaOf(text: string): Schema | null {
  try {
    const schema: unknown = JSON.parse(text);
    return typeof schema === 'object' && schema !== null && !Array.isArray(schema)
      ? (schema as Schema)
      : null;
  } catch {
    return null;
  }
}

/** Null where the text is no schema of an object: it is mended as text. */
export function rowsOf(text: string): Row[] | null {
  const schema = text.trim() === '' ? EMPTY : schemaOf(text);
  if (!schema) return null;
  const { properties = {}, required = [] } = schema as {
    properties?: Record<string, Record<string, unknown>>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, shape]) => ({
    name,
    shape: typeof shape === 'object' && shape !== null ? shape : {},
    required: required.includes(name),
  }));
}

/** The text with these variables; whatever else the schema says stays. */
export function withRows(text: string, rows: Row[]): string {
  const { required: _, properties: __, ...rest } = schemaOf(text) ?? EMPTY;
  const required = rows.filter((row) => row.required).map((row) => row.name);
  return JSON.stringify(
    {
      ...rest,
      ...(required.length > 0 && { required }),
      properties: Object.fromEntries(rows.map(({ name, shape }) => [name, shape])),
    },
    null,
    2,
  );
}

export function typeOf({ shape }: Row): string {
  return String(shape['format'] ?? shape['type'] ?? 'string');
}

export function withType(row: Row, type: string): Row {
  const { format: _, pattern: __, examples: ___, type: ____, ...rest } = row.shape;
  return {
    ...row,
    shape: FORMATS.has(type) ? { type: 'string', format: type, ...rest } : { type, ...rest },
  };
}

export function withText(row: Row, keyword: string, text: string): Row {
  const { [keyword]: _, ...rest } = row.shape;
  return { ...row, shape: text === '' ? rest : { ...rest, [keyword]: text } };
}

export function exampleOf({ shape }: Row): string {
  const [example] = Array.isArray(shape['examples']) ? shape['examples'] : [];
  return example === undefined
    ? ''
    : typeof example === 'string'
      ? example
      : JSON.stringify(example);
}

/** A number for a number, as far as it is one. */
export function withExample(row: Row, text: string): Row {
  const { examples: _, ...rest } = row.shape;
  if (text === '') return { ...row, shape: rest };
  const type = rest['type'];
  const number = type === 'integer' || type === 'number' ? Number(text) : Number.NaN;
  const example =
    type === 'boolean' && /^(true|false)$/.test(text)
      ? text === 'true'
      : Number.isFinite(number)
        ? number
        : text;
  return { ...row, shape: { ...rest, examples: [example] } };
}

export function withSecret(row: Row, secret: boolean): Row {
  const { 'x-secret': _, ...rest } = row.shape;
  return { ...row, shape: secret ? { ...rest, 'x-secret': true } : rest };
}

/** Its new name, also where another variable names its currency by it. */
export function renamed(rows: Row[], from: string, to: string): Row[] {
  return rows.map((row) => ({
    ...row,
    name: row.name === from ? to : row.name,
    shape:
      row.shape['x-currency-from'] === from ? { ...row.shape, 'x-currency-from': to } : row.shape,
  }));
}

export function withOneMore(rows: Row[]): Row[] {
  const names = new Set(rows.map((row) => row.name));
  let number = rows.length + 1;
  while (names.has(`variable${number}`)) number++;
  return [...rows, { name: `variable${number}`, shape: { type: 'string' }, required: true }];
}
