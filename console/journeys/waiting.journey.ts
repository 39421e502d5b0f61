import { expect, it } from 'vitest';
import { ask, sent, until } from './herald';
import { Person } from './people';

const NODE = '/v1/applications/esop/nodes/waiting.journey';

it('暂停的消息可以暂缓、撤销，再限速放行', async () => {
  await ask('PUT', NODE, {
    name: '积压',
    plan: 'email',
    locale: 'zh-CN',
    schema: { type: 'object', properties: { n: { type: 'integer' } } },
    templates: [{ channel: 'email', content: { subject: '第 {{n}} 封', text: '{{n}}' } }],
  });
  await ask('POST', `${NODE}/pause`, { reason: '文案有误' });
  const body = { node: 'waiting.journey', to: [{ email: 'w@hengtong.example' }], data: { n: 1 } };
  const id = await sent(body, 'PENDING');
  await until(
    () => ask<{ count: number }>('GET', '/v1/waiting?application=esop&node=waiting.journey'),
    ({ count }) => count === 1,
  );

  const somebody = await Person.administrator({ language: 'zh' });
  const { page } = somebody;
  await somebody.goTo('/waiting');
  const heap = page.getByRole('row', { name: /esop\/waiting\.journey.*文案有误/ });
  await heap.getByRole('button', { name: /处置/ }).click();
  await somebody.sees('涉及 1 条消息');
  await page.getByLabel('原因').fill('等法务确认');
  await somebody.press(/^保\s*存$/);
  await page.getByRole('row', { name: /暂缓发送.*等法务确认.*进行中/ }).waitFor();

  await page.getByRole('button', { name: '恢复 esop/waiting.journey' }).click();
  await page.getByLabel('每分钟条数').fill('600');
  await somebody.press(/^保\s*存$/);
  await page.getByRole('row', { name: /esop\/waiting\.journey.*暂缓发送/ }).waitFor();
  await page
    .getByRole('row', { name: /暂缓发送.*等法务确认/ })
    .getByRole('button', { name: /撤\s*销/ })
    .click();
  await somebody.press(/^保\s*存$/);
  await page.getByRole('row', { name: /暂缓发送.*已撤销/ }).waitFor();
  await until(
    () => ask<{ state: string }>('GET', `/v1/messages/${id}`),
    ({ state }) => state === 'SENT',
  );
  expect(somebody.complaints).toEqual([]);
  await somebody.leaves();
});

it('暂停发送方时按名称选择，谁、何时、为何都看得到', async () => {
  const somebody = await Person.administrator({ language: 'zh' });
  const { page } = somebody;
  await somebody.goTo('/waiting');
  await somebody.press('暂停…');
  const form = page.getByRole('dialog', { name: '暂停…' });
  await form.getByRole('combobox', { name: '对象' }).click();
  await page.getByTitle('发送方', { exact: true }).click();
  await form.getByRole('combobox', { name: '发送方' }).fill('esop-slack');
  await page.locator('.ant-select-item-option', { hasText: '(esop-slack)' }).first().click();
  await form.getByRole('textbox', { name: /原因/ }).fill('对方在迁移');
  await somebody.press(/^保\s*存$/);
  const row = page.getByRole('row', { name: /发送方 esop-slack.*li\.lei.*对方在迁移/ });
  await row.waitFor();
  await row.getByRole('button', { name: '恢复 esop-slack' }).click();
  await somebody.press(/^保\s*存$/);
  await row.waitFor({ state: 'detached' });
  expect(somebody.complaints).toEqual([]);
  await somebody.leaves();
});
