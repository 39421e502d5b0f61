import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { Person } from './people';

const shots = fileURLToPath(new URL('../target/screenshots/', import.meta.url));

/** What Chinese Excel writes: GBK. */
function gbk(text: string): Buffer {
  const letters: Record<string, string> = {
    邮: 'd3ca',
    箱: 'cfe4',
    姓: 'd0d5',
    名: 'c3fb',
    工: 'b9a4',
    号: 'bac5',
    手: 'cad6',
    机: 'bbfa',
    韩: 'baab',
    梅: 'c3b7',
    李: 'c0ee',
    雷: 'c0d7',
  };
  return Buffer.concat(
    [...text].map((letter) => {
      const known = letters[letter];
      return known ? Buffer.from(known, 'hex') : Buffer.from(letter, 'ascii');
    }),
  );
}

it('a campaign goes from the uploaded file to its report', async () => {
  mkdirSync(shots, { recursive: true });
  const somebody = await Person.administrator({ language: 'zh' });
  const { page } = somebody;
  const choose = async (field: string, option: string) => {
    await page.getByRole('combobox', { name: field, exact: true }).click();
    await page.locator('.ant-select-item-option:visible', { hasText: option }).last().click();
  };
  await somebody.goTo('/campaigns');
  await somebody.press('新建群发');
  await page.getByRole('textbox', { name: '名称' }).fill('行权窗口提醒');
  await choose('公司', '恒通');
  await choose('业务系统', 'ESOP');
  await choose('推送节点', 'exercise.reminder');
  await somebody.press('下一步');

  await page.locator('input[type=file]').setInputFiles({
    name: '名单.csv',
    mimeType: 'text/csv',
    buffer: gbk(
      '邮箱,姓名\r\nmei@hengtong.example,"韩,梅梅"\r\nlei@hengtong.example,李雷\r\n' +
        'LEI@hengtong.example,李雷\r\nnobody,李雷\r\n',
    ),
  });
  await somebody.sees('韩,梅梅');
  await somebody.sees('GB18030');
  await choose('“姓名”对应什么', 'name');
  await page.screenshot({ path: `${shots}campaign-file.png`, fullPage: true });
  await somebody.press('下一步');

  await page.getByRole('textbox', { name: 'closesAt' }).fill('2026-12-31T18:00:00+08:00');
  await somebody.sees('韩,梅梅，您好');
  await page.screenshot({ path: `${shots}campaign-how.png`, fullPage: true });
  await somebody.press('检查全部名单');

  await page.waitForURL(/campaigns\/[0-9a-f-]{36}/);
  await somebody.sees('待开始');
  await somebody.sees('不是邮箱地址');
  await page.screenshot({ path: `${shots}campaign-ready.png`, fullPage: true });
  await somebody.press(/^开始发送：2 人/);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /开始发送/ })
    .click();
  await somebody.sees('已完成');
  await somebody.sees('已发送');
  await page.screenshot({ path: `${shots}campaign-done.png`, fullPage: true });

  const [report] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载报告' }).click(),
  ]);
  expect(report.suggestedFilename()).toBe('campaign.csv');
  expect(somebody.complaints).toEqual([]);
  await somebody.leaves();
});

it('recipients are imported from the file of a Chinese table program', async () => {
  const somebody = await Person.administrator({ language: 'zh' });
  const { page } = somebody;
  await somebody.goTo('/tenants/hengtong');
  await somebody.press('导入 CSV');
  await page.locator('input[type=file]').setInputFiles({
    name: '员工.csv',
    mimeType: 'text/csv',
    buffer: gbk('工号,姓名,手机号\r\nGBK1,"韩,梅梅",13800138001\r\nGBK2,李雷,1.38E+10\r\n'),
  });
  await somebody.sees('GB18030');
  await page.screenshot({ path: `${shots}import-file.png` });
  await page.getByRole('button', { name: /检\s*查/ }).click();
  await somebody.sees('检查完成');
  await somebody.sees('科学计数');
  await page.screenshot({ path: `${shots}import-checked.png` });
  await somebody.press('导入 1 人');
  await somebody.sees('导入完成');
  await page.locator('.ant-modal-footer, .row.end').getByRole('button').last().click();
  await somebody.sees('韩,梅梅');
  expect(somebody.complaints).toEqual([]);
  await somebody.leaves();
});
