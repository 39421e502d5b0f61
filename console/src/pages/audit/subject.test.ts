import { expect, it } from 'vitest';
import { placeOf, subjectOf } from './subject';

it.each([
  ['tenant:acme', '/tenants/acme'],
  ['node:esop/grant.vested', '/nodes/esop/grant.vested'],
  [
    'template:esop/grant.vested/email/zh-CN/acme',
    '/nodes/esop/grant.vested/template?tenant=acme&channel=email&locale=zh-CN',
  ],
  [
    'message:01996a5e-0000-7000-8000-000000000001',
    '/messages/01996a5e-0000-7000-8000-000000000001',
  ],
  ['message:many', '/messages'],
  ['recipient:acme/E1001', '/tenants/acme'],
  ['lane:bulk', null],
])('an entry about %s leads to %s', (subject, place) => {
  expect(placeOf(subjectOf(subject))).toBe(place);
});
