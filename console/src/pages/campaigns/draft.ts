import type { Schemas } from '../../api/client';
import type { Csv } from '../../components/CsvFile';

type Node = Schemas['NodeView'];

/** A campaign while it is written. */
export interface Draft {
  name: string;
  application: string | undefined;
  node: string | undefined;
  tenant: string | undefined;
  from: 'file' | 'query' | 'url';
  csv: Csv | null;
  query: Schemas['AudienceQuery'];
  url: string;
  token: string;
  /** Variables for everyone, as they are typed. */
  data: Record<string, string>;
  perSecond: number;
  hours: [string, string] | null;
  secondPerson: boolean;
}

interface Variable {
  name: string;
  title?: string | undefined;
  types: string[];
  required: boolean;
}

interface ShownSchema {
  properties?: Record<string, { type?: string | string[]; title?: string }>;
  required?: string[];
}

/** The variables of a node that one text can give. */
export function variablesOf(node: Node): Variable[] {
  const schema = node.schema as unknown as ShownSchema;
  return Object.entries(schema.properties ?? {})
    .map(([name, { type, title }]) => ({
      name,
      title,
      types: Array.isArray(type) ? type : type ? [type] : ['string'],
      required: schema.required?.includes(name) ?? false,
    }))
    .filter(({ types }) => !types.includes('object') && !types.includes('array'));
}

/** Whether a column of the file says whom a row reaches. */
export function addressed({ csv }: Draft): boolean {
  return Object.values(csv?.mapping ?? {}).some(
    (target) => !target.startsWith('data.') && target !== 'locale' && target !== 'reference',
  );
}

/** The required variables that neither a column nor a field gives. */
export function missing(draft: Draft, node: Node): string[] {
  const held = draft.from === 'file' ? Object.values(draft.csv?.mapping ?? {}) : [];
  return variablesOf(node)
    .filter(({ name, required }) => required && !held.includes(`data.${name}`) && !draft.data[name])
    .map(({ name, title }) => title ?? name);
}

function typed(text: string, types: string[]): unknown {
  if (types.includes('string')) return text;
  const wantsNumber = types.includes('number') || types.includes('integer');
  if (wantsNumber && text.trim() !== '' && !Number.isNaN(Number(text))) return Number(text);
  if (types.includes('boolean') && /^(true|yes|是)$/i.test(text)) return true;
  if (types.includes('boolean') && /^(false|no|否)$/i.test(text)) return false;
  return text;
}

/** What was typed for everyone, without what was left empty. */
export function dataOf(draft: Draft, node?: Node): Record<string, unknown> {
  const types = new Map((node ? variablesOf(node) : []).map((each) => [each.name, each.types]));
  return Object.fromEntries(
    Object.entries(draft.data)
      .filter(([, text]) => text !== '')
      .map(([name, text]) => [name, typed(text, types.get(name) ?? ['string'])]),
  );
}

/** The variables of a row of the file, those for everyone included. */
export function dataOfRow(draft: Draft, node: Node, at: number): Record<string, unknown> {
  const { csv } = draft;
  const data = dataOf(draft, node);
  const row = csv?.upload.rows[at];
  if (draft.from !== 'file' || !csv || !row) return data;
  const types = new Map(variablesOf(node).map((each) => [each.name, each.types]));
  csv.upload.columns.forEach(({ name }, column) => {
    const target = csv.mapping[name];
    const cell = row.cells[column];
    if (target?.startsWith('data.') && cell) {
      const variable = target.slice('data.'.length);
      data[variable] = typed(cell, types.get(variable) ?? ['string']);
    }
  });
  return data;
}

/** Attributes as they are typed, one a line: `department = Finance`. */
export function attributesIn(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const [name = '', ...value] = line.split(/[=＝]/);
      const of = value.join('=').trim();
      return name.trim() && of ? [[name.trim(), of]] : [];
    }),
  );
}

export function linesOf(attributes: Record<string, string> = {}): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n');
}
