import { expect, it } from 'vitest';
import { ask, until } from './herald';
import { Person } from './people';

interface Alarms {
  items: { kind: string; state: string }[];
}

const disk = () =>
  ask<Alarms>('GET', '/v1/alarms').then(({ items }) =>
    items.some((alarm) => alarm.kind === 'DISK'),
  );

it('一条规则触发告警，有人知悉，恢复之后进入历史', async () => {
  const somebody = await Person.administrator({ language: 'zh' });
  const { page } = somebody;
  await somebody.goTo('/alarms?tab=rules');
  await page
    .getByRole('row', { name: /磁盘将满/ })
    .getByRole('button', { name: '修改' })
    .click();
  // However much room there is, it is not more than all of it.
  await page.locator('#threshold').fill('100');
  await somebody.press(/^保\s*存$/);
  await page.getByRole('row', { name: /磁盘将满.*不超过 100/ }).waitFor();

  await until(disk, (fires) => fires);
  await somebody.goTo('/alarms');
  await somebody.sees(/所在磁盘只剩 \d+% 的空间/);
  await page.locator('nav .firing').first().waitFor();
  await page
    .getByRole('row', { name: /所在磁盘只剩/ })
    .getByRole('button', { name: /确\s*认/ })
    .click();
  const dialog = page.getByRole('dialog', { name: /确认/ });
  await dialog.getByRole('textbox', { name: '给其他人的备注' }).fill('正在清理');
  await dialog.getByRole('button', { name: /确\s*认/ }).click();
  await somebody.sees(/已确认/);
  await somebody.sees(/正在清理/);

  await somebody.goTo('/alarms?tab=rules');
  await page
    .getByRole('row', { name: /磁盘将满.*不超过 100/ })
    .getByRole('button', { name: /移除|删\s*除/ })
    .click();
  await page
    .getByRole('dialog', { name: '恢复默认规则？' })
    .getByRole('button', { name: /移除|删\s*除/ })
    .click();
  await until(disk, (fires) => !fires);
  await somebody.goTo('/alarms?tab=history');
  await somebody.sees(/所在磁盘只剩/);
  expect(somebody.complaints).toEqual([]);
  await somebody.leaves();
});

it('静默按名称选择对象', async () => {
  const somebody = await Person.administrator({ language: 'zh' });
  const { page } = somebody;
  await somebody.goTo('/alarms?tab=silences');
  await somebody.press('新建静默');
  await page.getByRole('combobox', { name: '范围' }).click();
  await page.getByTitle('推送节点', { exact: true }).click();
  await page.getByRole('combobox', { name: '推送节点' }).fill('grant.vested');
  await page.locator('.ant-select-item-option', { hasText: 'esop/grant.vested' }).first().click();
  await somebody.press(/^保\s*存$/);
  const row = page.getByRole('row', { name: /推送节点 esop\/grant\.vested/ });
  await row.waitFor();
  await row.getByRole('button', { name: /结\s*束/ }).click();
  await row.waitFor({ state: 'detached' });
  expect(somebody.complaints).toEqual([]);
  await somebody.leaves();
});

it('概览按业务列出今天的发送，数字通向消息列表', async () => {
  const somebody = await Person.administrator({ language: 'zh' });
  await until(
    () => ask<{ all: { today: { accepted: number } } }>('GET', '/v1/overview/business'),
    ({ all }) => all.today.accepted > 0,
  );
  await somebody.goTo('/overview');
  const row = somebody.page.getByRole('row', { name: /esop.*/ }).first();
  await row.getByRole('link').first().click();
  await somebody.page.waitForURL(/\/messages\?.*application=esop/);
  expect(somebody.complaints).toEqual([]);
  await somebody.leaves();
});
