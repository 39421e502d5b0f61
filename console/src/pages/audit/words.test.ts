import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { en, zh } from './words';

const SERVER = join(import.meta.dirname, '../../../../server/src/main/java');

/** What the server writes to the log under a name of its own. */
function actions(): string[] {
  const files = readdirSync(SERVER, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.java'))
    .flatMap((file) => [
      ...readFileSync(join(SERVER, file), 'utf8').matchAll(/Act\.of\(\s*"([a-z-]+\.[a-z-]+)"/g),
    ])
    .map((found) => found[1]!);
}

it('every action of the log has words', () => {
  const found = actions();
  expect(found.length).toBeGreaterThan(50);
  const wordless = found.filter((action) => {
    const [kind, verb] = action.split('.') as [keyof typeof en.kinds, keyof typeof en.verbs];
    return !en.kinds[kind] || !en.verbs[verb] || !zh.kinds[kind] || !zh.verbs[verb];
  });
  expect(wordless).toEqual([]);
});
