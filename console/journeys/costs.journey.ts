import { expect, it } from 'vitest';
import { ask, sent } from './herald';
import { Person } from './people';

it('给发送方设价格，给业务系统设预算，费用按业务系统列出', async () => {
  await ask('PUT', '/v1/sources/costs-mail', {
    connector: 'smtp',
    tenant: 'hengtong',
    settings: { host: 'smtp.hengtong.example', from: 'hr@hengtong.example' },
  });
  await ask('PUT', '/v1/applications/esop/nodes/costs.journey', {
    name: '费用',
    plan: 'email',
    locale: 'zh-CN',
    schema: { type: 'object', properties: { n: { type: 'integer' } } },
    templates: [{ channel: 'email', content: { subject: '{{n}}', text: '{{n}}' } }],
  });
  const somebody = await Person.administrator({ language: 'zh' });
  const { page } = somebody;
  await somebody.goTo('/costs');
  await page.getByRole('button', { name: '设置价格' }).click();
  const choose = async (field: string, option: string) => {
    await page.getByRole('combobox', { name: field }).last().click();
    await page.locator('.ant-select-item-option:visible', { hasText: option }).last().click();
  };
  await choose('发送方', 'costs-mail');
  await page.getByLabel('各国家或地区的单价').fill('* 0.25');
  await page.getByLabel('套餐余量').fill('1000');
  await somebody.press(/^保\s*存$/);
  await page.getByRole('row', { name: /costs-mail.*所有国家或地区 0\.25 CNY/ }).waitFor();
  await page.getByRole('button', { name: '设置预算' }).click();
  await choose('业务系统', 'esop');
  await page.getByLabel('每月').fill('1000000');
  await somebody.press(/^保\s*存$/);
  await page.getByRole('row', { name: /esop.*1,000,000/i }).waitFor();

  const others = await ask<{ items: { code: string; channel: string }[] }>('GET', '/v1/sources');
  const mails = others.items.filter(
    (source) => source.channel === 'email' && source.code !== 'costs-mail',
  );
  for (const { code } of mails) await ask('POST', `/v1/sources/${code}/pause`);
  await sent(
    { node: 'costs.journey', to: [{ email: 'c@hengtong.example' }], data: { n: 1 } },
    'SENT',
  );
  for (const { code } of mails) await ask('POST', `/v1/sources/${code}/resume`);
  await page.getByRole('row', { name: /costs-mail.*999/ }).waitFor();
  await page
    .getByRole('row', { name: /esop.*¥0\.25/i })
    .first()
    .waitFor();
  expect(somebody.complaints).toEqual([]);
  await ask('DELETE', '/v1/sources/costs-mail/price');
  await ask('POST', '/v1/sources/costs-mail/pause');
  await somebody.leaves();
});
