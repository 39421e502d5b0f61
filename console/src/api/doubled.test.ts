import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { doubled } from './doubled';

let sent: string[];
let status: number;
const once = doubled(async (request) => {
  sent.push(`${request.method} ${new URL(request.url).pathname}`);
  return new Response(`answer ${sent.length}`, { status });
});
const headers = { 'Content-Type': 'application/json' };
const change = (path: string, body = '{}') =>
  once(new Request(`http://herald${path}`, { method: 'POST', headers, body }));

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  status = 200;
});

afterEach(() => {
  vi.advanceTimersByTime(60_000);
  vi.useRealTimers();
});

it('sends one change for two clicks, and both get its answer', async () => {
  const answers = await Promise.all([change('/v1/resends'), change('/v1/resends')]);
  const third = await change('/v1/resends');
  expect(sent).toEqual(['POST /v1/resends']);
  expect(await Promise.all([...answers, third].map((one) => one.text()))).toEqual(
    Array(3).fill('answer 1'),
  );
});

it('sends it again later', async () => {
  await change('/v1/keys');
  vi.advanceTimersByTime(1_500);
  await change('/v1/keys');
  expect(sent).toHaveLength(2);
});

it('takes nothing for the same that is not', async () => {
  await change('/v1/lanes/a/pause');
  await change('/v1/lanes/a/resume');
  await change('/v1/lanes/a/pause');
  await change('/v1/lanes/a/pause', '{"reason":"x"}');
  expect(sent).toHaveLength(4);
});

it('lets what failed be tried at once', async () => {
  status = 503;
  await change('/v1/resends');
  await change('/v1/resends');
  expect(sent).toHaveLength(2);
});
