import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { load } from 'js-yaml';
import { expect, it } from 'vitest';

const at = (path: string) => new URL(path, import.meta.url);
const specification = createRequire(import.meta.url)(
  '@asyncapi/specs/schemas/3.0.0-without-$id.json',
) as object;

/** What the server's tests hold against its code is also a document that tools can read. */
it('docs/asyncapi.yaml is an AsyncAPI 3.0 document', () => {
  const document = load(readFileSync(at('../../../docs/asyncapi.yaml'), 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  const valid = ajv.compile(specification);

  expect(valid(document) ? [] : valid.errors?.map((e) => `${e.instancePath} ${e.message}`)).toEqual(
    [],
  );
});
