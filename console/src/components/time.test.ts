import { expect, it } from 'vitest';
import { spanOf, took } from './time';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

it.each([
  [0, '0ms', '0毫秒'],
  [7.4, '7ms', '7毫秒'],
  [1_250, '1.25s', '1.25秒'],
  [59_940, '59.9s', '59.9秒'],
  [MINUTE, '1m', '1分钟'],
  [3 * MINUTE + 12_300, '3m 12s', '3分钟12秒'],
  [2 * HOUR + 5 * MINUTE, '2h 5m', '2小时5分钟'],
  [76 * HOUR, '3d 4h', '3天4小时'],
])('%d ms are told in the units that a reader uses', (millis, en, zh) => {
  expect(took(millis, 'en')).toBe(en);
  expect(took(millis, 'zh')).toBe(zh);
});

it.each([
  ['30s', 30_000],
  ['1h30m', 90 * MINUTE],
  ['400d', 400 * 24 * HOUR],
  ['for ever', undefined],
])('%s is a span of the API', (text, millis) => {
  expect(spanOf(text)).toBe(millis);
});
