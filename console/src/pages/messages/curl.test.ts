import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import type { Message } from '../../api/shapes';
import { curlOf, quoted } from './curl';

it('quotes a text so that a shell passes it on unchanged', () => {
  const text = `it's "$HOME" \`id\` \\ 韩梅梅\n!`;
  expect(execFileSync('sh', ['-c', `printf %s ${quoted(text)}`]).toString()).toBe(text);
});

it('asks for the message’s own channel alone, whatever the node’s plan has', () => {
  const message = {
    application: { code: 'esop', name: 'ESOP', owner: 'stock' },
    node: 'grant.vested',
    tenant: 'hengtong',
    channel: 'sms',
    recipient: 'E1001',
  } as unknown as Message;
  const body = JSON.parse(/-d '(.*)'$/.exec(curlOf(message, 'http://herald'))![1]!);
  expect(body.channels).toEqual(['sms']);
});
