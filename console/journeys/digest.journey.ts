import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { ask, until } from './herald';
import { Person } from './people';

const shots = fileURLToPath(new URL('../target/screenshots/', import.meta.url));
const RECIPIENT = '/v1/tenants/hengtong/recipients/P3001';
const NODE = '/v1/applications/esop/nodes/builds';

interface Told {
  state: string;
  trace: { code: string; message?: string }[];
}

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  await ask('PUT', RECIPIENT, { name: '孙悦', addresses: { email: 'sun@hengtong.example' } });
  await ask('PUT', NODE, {
    name: 'Builds that failed',
    plan: { fallback: ['email', 'sms'] },
    locale: 'en',
    schema: { type: 'object', required: ['build'], properties: { build: { type: 'string' } } },
    templates: [
      { channel: 'email', content: { subject: 'Failed', text: 'Failed: {{build}}' } },
      { channel: 'sms', content: { text: 'Failed' } },
    ],
  });
});

it('a node begins to gather and to go on without news, and messages say so, in Chinese', async () => {
  const somebody = await Person.administrator({ language: 'zh' });
  const { page } = somebody;
  await somebody.goTo('/nodes/esop/builds');
  await page.getByRole('button', { name: /编\s*辑/ }).first().click();
  await page.getByRole('textbox', { name: '合并为摘要' }).fill('3s');
  await page.getByRole('textbox', { name: '超时改走下一渠道' }).fill('2s');
  await page.screenshot({ path: `${shots}digest-form-zh.png`, fullPage: true });
  await page.getByRole('button', { name: /保\s*存/ }).click();
  await somebody.sees('3s');
  await page.screenshot({ path: `${shots}digest-node-zh.png`, fullPage: true });

  const ids: string[] = [];
  for (const build of ['b1', 'b2']) {
    const { messages } = await ask<{ messages: { id: string }[] }>('POST', '/v1/messages', {
      application: 'esop',
      node: 'builds',
      tenant: 'hengtong',
      to: [{ recipient: 'P3001' }],
      data: { build },
    });
    ids.push(messages[0]!.id);
  }
  const member = await until(
    () => ask<Told>('GET', `/v1/messages/${ids[0]}`),
    ({ state }) => state === 'DIGESTED',
  );
  const digest = member.trace.at(-1)!.message!;
  await until(
    () => ask<Told>('GET', `/v1/messages/${digest}`),
    ({ trace }) => trace.some(({ code }) => code === 'ESCALATED'),
  );
  await somebody.goTo(`/messages/${ids[0]}`);
  await somebody.sees('已并入摘要');
  await page.screenshot({ path: `${shots}digest-member-zh.png`, fullPage: true });
  await somebody.goTo(`/messages/${digest}`);
  await somebody.sees(/合并了 2 条消息/);
  await somebody.sees(/已再用短信发送/);
  await page.screenshot({ path: `${shots}digest-zh.png`, fullPage: true });
});

it('a recipient has attributes and an order of channels, and jobs of every kind stand on one page', async () => {
  const somebody = await Person.administrator({ language: 'zh' });
  const { page } = somebody;
  await somebody.goTo('/tenants/hengtong');
  await page.getByRole('button', { name: 'P3001' }).click();
  await page.getByRole('button', { name: '添加属性' }).click();
  await page.getByRole('textbox', { name: '名称', exact: true }).last().fill('部门');
  await page.getByRole('textbox', { name: '值', exact: true }).fill('财务部');
  await page.screenshot({ path: `${shots}attributes-zh.png`, fullPage: true });
  await page.getByRole('button', { name: /保\s*存/ }).click();
  await until(
    () => ask<{ attributes: Record<string, string> }>('GET', RECIPIENT),
    ({ attributes }) => attributes['部门'] === '财务部',
  );

  const { id } = await ask<{ id: string }>('POST', '/v1/campaigns', {
    name: '财务部行权提醒',
    application: 'esop',
    node: 'exercise.reminder',
    tenant: 'hengtong',
    query: { attributes: { 部门: '财务部' } },
    data: { name: '同事', closesAt: '2027-12-31T18:00:00+08:00' },
  });
  const ready = await until(
    () => ask<{ state: string; total: number }>('GET', `/v1/campaigns/${id}`),
    ({ state }) => state === 'READY',
  );
  expect(ready.total).toBe(1);
  await somebody.goTo('/jobs');
  await somebody.sees('财务部行权提醒');
  await page.screenshot({ path: `${shots}jobs-zh.png`, fullPage: true });
});
