/** As much of a JSON Schema as completing needs. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  description?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  type?: string | string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

export interface Offer {
  label: string;
  detail?: string;
}

/** What can stand at the end of a text, and how much of its last line it takes the place of. */
export interface Offers {
  typed: number;
  names: Offer[];
}

const NAME = /^(\s*)((?:- )*)([\w$-]*)$/;
const VALUE = /^(\s*)((?:- )*)([\w$-]+):\s+([\w-]*)$/;
const ELEMENT = '[]';

/** The names or values that the schema knows for the place where the text ends; null: none. */
export function offersAt(before: string, schema: Schema): Offers | null {
  const lines = before.split('\n');
  const line = lines.pop() ?? '';
  const value = VALUE.exec(line);
  if (value) {
    const path = [...pathTo(lines, value[1]!.length, value[2]!), value[3]!];
    return offered(value[4]!, at(schema, path).flatMap(valuesOf(schema)));
  }
  const name = NAME.exec(line);
  if (!name) return null;
  const path = pathTo(lines, name[1]!.length, name[2]!);
  return offered(name[3]!, at(schema, path).flatMap(namesOf(schema)));
}

function offered(typed: string, offers: Offer[]): Offers | null {
  const names = new Map(offers.map((offer) => [offer.label, offer]));
  return names.size === 0 ? null : { typed: typed.length, names: [...names.values()] };
}

/** The names that lead to a line, by what is indented less above it. */
function pathTo(above: string[], indent: number, dashes: string): string[] {
  const path: string[] = dashes ? [ELEMENT] : [];
  let outer = indent;
  for (const line of above.toReversed()) {
    const found = /^(\s*)((?:- )*)([\w$-]+):(.*)$/.exec(line);
    if (!found) continue;
    const dash = found[2]!.length;
    const own = found[1]!.length;
    if (dash > 0 && own + dash === outer) {
      path.unshift(ELEMENT);
      outer = own;
    } else if (own + dash < outer || (path[0] === ELEMENT && own + dash === outer)) {
      path.unshift(found[3]!);
      if (dash > 0) path.unshift(ELEMENT);
      outer = own;
    }
    if (outer === 0 && path[0] !== ELEMENT) break;
  }
  return path;
}

function at(root: Schema, path: string[]): Schema[] {
  return path.reduce<Schema[]>(
    (schemas, name) => schemas.flatMap(all(root)).flatMap((schema) => member(schema, name)),
    [root],
  );
}

function member(schema: Schema, name: string): Schema[] {
  if (name === ELEMENT) return schema.items ? [schema.items] : [];
  const known = schema.properties?.[name];
  if (known) return [known];
  return typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [];
}

/** The schema with every one that it refers to or is made of. */
function all(root: Schema): (schema: Schema) => Schema[] {
  const own = (schema: Schema): Schema[] => [
    schema,
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap(own),
    ...(schema.$ref ? own(referred(root, schema.$ref)) : []),
  ];
  return own;
}

function referred(root: Schema, ref: string): Schema {
  return root.$defs?.[ref.replace('#/$defs/', '')] ?? {};
}

function namesOf(root: Schema): (schema: Schema) => Offer[] {
  return (schema) =>
    all(root)(schema).flatMap(({ properties }) =>
      Object.entries(properties ?? {}).map(([label, { description }]) => ({
        label,
        ...(description && { detail: description }),
      })),
    );
}

function valuesOf(root: Schema): (schema: Schema) => Offer[] {
  return (schema) =>
    all(root)(schema).flatMap(({ enum: values, type, const: only }) => [
      ...(values ?? []).map((value) => ({ label: String(value) })),
      ...(only === undefined ? [] : [{ label: String(only) }]),
      ...(type === 'boolean' ? [{ label: 'true' }, { label: 'false' }] : []),
    ]);
}
