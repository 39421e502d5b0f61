import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, sent, until } from './herald';
import { Person } from './people';

/** The example of docs/add-a-channel.md, whole, for a channel that nothing else serves. */
const TIGER = /```yaml\n(# yaml-language-server[^]*?)```/
  .exec(readFileSync('../docs/add-a-channel.md', 'utf8'))![1]!
  .replace('channel: app-push', 'channel: tiger-push');

let somebody: Person;

beforeAll(async () => {
  somebody = await Person.administrator({ language: 'zh' });
});

afterAll(async () => {
  await somebody.leaves();
});

async function writes(text: string) {
  const { page } = somebody;
  await page.locator('.cm-content').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

describe('a new channel', () => {
  it('is completed and checked while it is written', async () => {
    const { page } = await somebody.goTo('/connectors');
    await writes('connector: tiger\nchannel: app-push\nrequ');
    await page.keyboard.press('Control+Space');
    await page.getByRole('option', { name: /^request/ }).waitFor();
    await page.keyboard.press('Escape');

    await writes(TIGER.replace('destination: device', 'destination: devise'));
    await somebody.sees('第 5 行');
    await somebody.sees(/devise/);
    await page.locator('.cm-lint-marker-error').first().waitFor();
    expect(await page.getByRole('button', { name: /^发\s*布$/ }).isDisabled()).toBe(true);
  });

  it('is kept when its writer is away for a while', async () => {
    const { page } = await somebody.goTo('/connectors');
    await somebody.sees(/已恢复您上次未保存的内容/);
    await writes(TIGER);
    await somebody.sees('可以使用。');
    expect(await page.locator('.cm-lint-marker-error').count()).toBe(0);
  });

  it('is tried: the exact request with its secrets masked, then one for real', async () => {
    const { page } = somebody;
    await page.locator('#trial_settings_url').fill('https://tiger.example.com');
    await page.locator('#trial_settings_secret').fill('a-secret-of-the-tiger');
    await somebody.press('查看请求');
    await somebody.sees(/POST https:\/\/tiger\.example\.com\/api\/v1\/notices/);
    await somebody.sees(/X-Signature: \(secret\)/);
    expect(await page.locator('pre').allTextContents()).not.toContain('a-secret-of-the-tiger');

    await somebody.press('真正发送一条');
    await somebody.sees('服务商已接收');
  });

  it('is published, and a message goes by it without a restart', async () => {
    const { page } = somebody;
    await somebody.press(/^发\s*布$/);
    await page.getByRole('dialog', { name: '发布此定义？' }).waitFor();
    await page.locator('.diff ins').first().waitFor();
    await page.getByRole('button', { name: '确认发布' }).click();
    await page.waitForURL(/connectors\/tiger$/);

    await somebody.press('新建发送方');
    await page.locator('#code').fill('tiger-1');
    await page.locator('#settings_url').fill('https://tiger.example.com');
    await page.locator('#settings_appId').fill('herald');
    await page.locator('#settings_secret').fill('a-secret-of-the-tiger');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /保\s*存/ })
      .click();
    await page.waitForURL(/sources\/tiger-1/);

    await ask('PUT', '/v1/applications/esop/nodes/tiger', {
      name: '老虎通知',
      plan: 'tiger-push',
      locale: 'zh-CN',
      schema: { type: 'object', properties: {} },
      templates: [{ channel: 'tiger-push', content: { title: '你好', markdown: '来自传令' } }],
    });
    await sent({ node: 'tiger', to: [{ 'tiger-push': 'device-1' }], data: {} }, 'SENT');
  });

  it('shows who uses it, and goes back to an earlier version', async () => {
    const changed = TIGER.replace('caps: [50 per second]', 'caps: [40 per second]');
    await ask('PUT', '/v1/definitions/tiger', { yaml: changed, note: '放慢' });
    const { page } = await somebody.goTo('/connectors/tiger');
    await page.getByRole('tab', { name: '使用情况' }).click();
    await page.getByRole('link', { name: 'tiger-1' }).waitFor();
    await page.getByRole('link', { name: '老虎通知' }).waitFor();

    await page.getByRole('tab', { name: '版本' }).click();
    await somebody.sees('放慢');
    await page.getByRole('button', { name: '发布此版本' }).first().click();
    await page.getByRole('button', { name: '确认发布' }).click();
    await until(
      () => ask<{ items: { connector: string; published: number }[] }>('GET', '/v1/definitions'),
      ({ items }) => items.find((one) => one.connector === 'tiger')?.published === 1,
    );
    expect(somebody.complaints).toEqual([]);
  });
});
