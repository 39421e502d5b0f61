import { expect, it } from 'vitest';
import { ask, until } from './herald';
import { Person } from './people';

interface Fires {
  items: { state: string; accepted: number }[];
}

it('a schedule is made with its next times in view, run, paused and resumed, in Chinese', async () => {
  const somebody = await Person.administrator({ language: 'zh', theme: 'light', width: 1280 });
  const { page } = somebody;
  await somebody.goTo('/schedules');
  await somebody.press('新建定时');
  const choose = async (field: string, option: string) => {
    await page.getByRole('combobox', { name: field, exact: true }).click();
    await page.locator('.ant-select-item-option', { hasText: option }).last().click();
  };
  await choose('业务系统', 'ESOP');
  await page.getByRole('textbox', { name: '编码' }).fill('journey');
  await page.getByRole('textbox', { name: '名称' }).fill('归属提醒');
  await somebody.sees('接下来的触发时间');
  await expect.poll(() => page.getByText('09:00').count()).toBeGreaterThan(3);
  await choose('推送节点', 'Shares have vested');
  await choose('公司', '恒通');
  await page.getByRole('radio', { name: '指定接收人' }).check();
  await page.getByRole('combobox', { name: '接收人工号' }).fill('E1001 ');
  await page
    .getByRole('textbox', { name: '变量' })
    .fill(
      '{"name":"韩梅梅","grant":"G-1","shares":1,"price":1,"currency":"CNY","vestedOn":"2026-11-20","link":"https://esop.example/1"}',
    );
  await page.getByRole('button', { name: /保\s*存/ }).click();
  await somebody.sees('触发记录');

  await page.getByRole('button', { name: '立即执行' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '立即执行' }).click();
  const fires = await until(
    () => ask<Fires>('GET', '/v1/applications/esop/schedules/journey/fires'),
    ({ items }) => items[0]?.state === 'DONE',
  );
  expect(fires.items[0]?.accepted).toBe(1);
  await somebody.sees('已完成');

  await page.getByRole('button', { name: /暂\s*停/ }).click();
  await somebody.sees('已暂停');
  await page.getByRole('button', { name: /恢\s*复/ }).click();
  await page.getByRole('button', { name: /暂\s*停/ }).waitFor();
  await page.screenshot({ path: 'target/screenshots/schedule.zh.png', fullPage: true });
  await ask('DELETE', '/v1/applications/esop/schedules/journey');
  await somebody.leaves();
});
