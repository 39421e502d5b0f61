import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { quoted } from './curl';

it('quotes a text so that a shell passes it on unchanged', () => {
  const text = `it's "$HOME" \`id\` \\ 韩梅梅\n!`;
  expect(execFileSync('sh', ['-c', `printf %s ${quoted(text)}`]).toString()).toBe(text);
});
