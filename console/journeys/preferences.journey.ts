import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { ask, until } from './herald';
import { Person } from './people';

const shots = fileURLToPath(new URL('../target/screenshots/', import.meta.url));
const RECIPIENT = '/v1/tenants/hengtong/recipients/P2001';
const NODE = '/v1/applications/esop/nodes/arrivals';

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  await ask('PUT', '/v1/topics/newsletter', { name: { en: 'Newsletter', zh: '上新资讯' } });
  await ask('PUT', RECIPIENT, { name: '林涛', addresses: { email: 'lin@hengtong.example' } });
  await ask('PUT', NODE, {
    name: 'New arrivals',
    topic: 'newsletter',
    plan: { every: ['email', 'sms'] },
    locale: 'en',
    templates: [
      { channel: 'email', content: { subject: 'New', text: 'New: {{unsubscribe.url}}' } },
      { channel: 'sms', content: { text: 'New' } },
    ],
  });
});

it('a person opts out on its page, and the console and messages show it', async () => {
  const somebody = await Person.administrator({ language: 'zh' });
  await somebody.goTo('/tenants/hengtong');
  const row = somebody.page.getByRole('row', { name: /林涛/ });
  await row.getByRole('button', { name: '消息偏好' }).click();
  await somebody.sees('上新资讯');
  await somebody.page.screenshot({ path: `${shots}preferences-console-zh.png` });

  const { url } = await ask<{ url: string }>('POST', `${RECIPIENT}/preferences/link`);
  const reader = await Person.at({ language: 'zh', width: 390 });
  const page = reader.page;
  await page.goto(new URL(url).pathname);
  await page.getByRole('heading', { name: '消息偏好' }).waitFor();
  const mails = page
    .getByRole('group', { name: '上新资讯' })
    .getByRole('checkbox', { name: '邮件' });
  expect(await mails.isChecked()).toBe(true);
  await mails.uncheck();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('status').waitFor();
  expect(await mails.isChecked()).toBe(false);
  await page.screenshot({ path: `${shots}preferences-person-zh.png`, fullPage: true });
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Your messages' }).waitFor();
  expect(await page.context().cookies()).toEqual([]);
  expect(reader.complaints).toEqual([]);
  await reader.leaves();

  const { messages } = await ask<{ messages: { id: string }[] }>('POST', '/v1/messages', {
    application: 'esop',
    node: 'arrivals',
    tenant: 'hengtong',
    channels: ['email'],
    to: [{ recipient: 'P2001' }],
  });
  const id = messages[0]!.id;
  await until(
    () => ask<{ state: string }>('GET', `/v1/messages/${id}`),
    (message) => message.state === 'SUPPRESSED',
  );
  await somebody.goTo(`/messages/${id}`);
  await somebody.sees('退订类别“newsletter”');
  expect(somebody.complaints).toEqual([]);
  await somebody.leaves();
});
