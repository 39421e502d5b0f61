import createClient from 'openapi-fetch';
import { describe, expect, it } from 'vitest';
import type { paths } from '../src/api/schema';
import { ask, until, url } from './herald';

/** As a business system would: a client that is generated from the OpenAPI document. */
describe('A client generated from the document', () => {
  it('sends a message and finds it by its reference', async () => {
    const { key } = await ask<{ key: string }>('POST', '/v1/applications/esop/keys', {
      name: `generated ${Date.now()}`,
      mode: 'test',
    });
    const herald = createClient<paths>({
      baseUrl: url,
      headers: { Authorization: `Bearer ${key}` },
    });
    const reference = `ORD-${Date.now()}`;

    const { data, response } = await herald.POST('/v1/messages', {
      params: { header: { 'Idempotency-Key': `${reference}-code` } },
      body: {
        node: 'login.code',
        tenant: 'hengtong',
        to: [{ phone: '13800138000' }],
        data: { code: '314159' },
        reference,
      },
    });

    expect(response.status).toBe(202);
    expect(response.headers.get('X-Request-Id')).toBeTruthy();
    const found = await until(
      () => herald.GET('/v1/messages', { params: { query: { reference } } }),
      (answer) => ['SENT', 'DELIVERED'].includes(answer.data?.items[0]?.state ?? ''),
    );
    expect(found.data?.items.map(({ id }) => id)).toEqual(
      data && 'request' in data ? data.messages.map(({ id }) => id) : [],
    );
  });

  it('is told of every wrong field by a problem', async () => {
    const { key } = await ask<{ key: string }>('POST', '/v1/applications/esop/keys', {
      name: `generated too ${Date.now()}`,
      scopes: ['send'],
    });
    const herald = createClient<paths>({
      baseUrl: url,
      headers: { Authorization: `Bearer ${key}` },
    });

    const { error, response } = await herald.POST('/v1/messages', {
      body: { node: 'none', tenant: 'hengtong', to: [{ phone: '13800138000' }] },
    });

    expect(response.status).toBe(422);
    expect(error?.errors?.map(({ field }) => field)).toContain('node');
  });
});
