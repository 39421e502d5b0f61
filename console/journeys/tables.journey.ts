import { expect, it } from 'vitest';
import { ask, until } from './herald';
import { Person } from './people';

interface Calendar {
  holidays: string[];
  workdays: string[];
}

it('公司的工作日历：点一下把工作日改成休息、把周末改成上班，再点改回', async () => {
  const year = new Date().getFullYear() + 1;
  const calendar = () => ask<Calendar>('GET', '/v1/tenants/hengtong/calendar');
  const before = await calendar();
  const somebody = await Person.administrator({ language: 'zh' });
  const { page } = somebody;
  await somebody.goTo('/tenants/hengtong/calendar');
  await page.getByRole('button', { name: String(year), exact: true }).click();
  const march = page.getByRole('region', { name: '三月' });
  await march
    .getByRole('button', { name: /工作日$/ })
    .first()
    .click();
  await march.getByRole('button', { name: /周末$/ }).first().click();
  await somebody.press(/^保\s*存$/);
  const changed = await until(calendar, ({ holidays, workdays }) =>
    [...holidays, ...workdays].some((day) => day.startsWith(`${year}-03`)),
  );
  expect(changed.holidays.length).toBe(before.holidays.length + 1);
  expect(changed.workdays.length).toBe(before.workdays.length + 1);
  await page.screenshot({ path: 'target/screenshots/calendar.zh.png', fullPage: true });

  await page.getByRole('button', { name: String(year), exact: true }).click();
  await march.getByRole('button', { name: /休$/ }).first().click();
  await march
    .getByRole('button', { name: /班（调休）$/ })
    .first()
    .click();
  await somebody.press(/^保\s*存$/);
  await until(calendar, (now) => JSON.stringify(now) === JSON.stringify(before));
  expect(somebody.complaints).toEqual([]);
  await somebody.leaves();
});

interface Node {
  schema: { required?: string[]; properties: Record<string, { type: string; title?: string }> };
}

it('推送节点的变量按表格填写，另一页签是同一份 JSON Schema', async () => {
  const path = '/v1/applications/esop/nodes/tables.journey';
  const somebody = await Person.administrator({ language: 'zh' });
  const { page } = somebody;
  await ask('PUT', path, {
    name: '变量表',
    plan: 'email',
    locale: 'zh-CN',
    schema: { type: 'object', properties: { name: { type: 'string' } } },
    templates: [{ channel: 'email', content: { subject: '{{name}}', text: '{{name}}' } }],
  });
  await somebody.goTo('/nodes/esop/tables.journey');
  await page
    .getByRole('button', { name: /编\s*辑|修\s*改/ })
    .first()
    .click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('说明: name').fill('员工姓名');
  await drawer.getByLabel('必填: name').check();
  await drawer.getByRole('button', { name: '添加变量' }).click();
  const added = drawer.getByLabel('名称', { exact: true }).last();
  await added.fill('shares');
  await added.press('Enter');
  await drawer.getByLabel('类型: shares').click();
  await page.locator('.ant-select-item-option', { hasText: '整数' }).last().click();
  await drawer.getByLabel('示例: shares').fill('1200');
  await drawer.getByRole('tab', { name: 'JSON Schema' }).click();
  const written = await drawer.getByRole('textbox', { name: 'JSON Schema' }).inputValue();
  expect(JSON.parse(written).properties.shares).toMatchObject({ type: 'integer' });
  await page.screenshot({ path: 'target/screenshots/variables.zh.png' });
  await drawer.getByRole('button', { name: /^保\s*存$/ }).click();
  const node = await until(
    () => ask<Node>('GET', path),
    ({ schema }) => schema.properties['shares'] !== undefined,
  );
  expect(node.schema.required).toEqual(['name', 'shares']);
  expect(node.schema.properties['name']).toMatchObject({ title: '员工姓名' });
  expect(somebody.complaints).toEqual([]);
  await somebody.leaves();
});
