import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Person } from './people';

let somebody: Person;

beforeEach(async () => {
  somebody = await Person.administrator({ language: 'zh' });
});

afterEach(() => somebody.leaves());

describe('when the server can’t be reached', () => {
  it('says so, keeps what is shown, and goes on by itself', async () => {
    await somebody.goTo('/messages');
    await somebody.page.getByRole('row').nth(1).waitFor();

    await somebody.context.setOffline(true);
    await somebody.sees(/连接不上服务器/);
    expect(await somebody.page.getByRole('row').count()).toBeGreaterThan(1);

    await somebody.context.setOffline(false);
    await somebody.page.getByText(/连接不上服务器/).waitFor({ state: 'detached' });
  });
});

describe('when the session has ended', () => {
  it('leads back to where one was, once signed in', async () => {
    await somebody.goTo('/messages?application=esop&since=24h');
    await somebody.context.clearCookies();
    await somebody.sees(/会话已结束/);

    await somebody.signsIn();
    await somebody.page.waitForURL(/\/messages\?application=esop&since=24h$/);
  });

  it('goes on with what was being saved', async () => {
    await somebody.goTo('/nodes/esop/grant.cancelled/template?channel=email&locale=en');
    const note = somebody.page.getByRole('textbox', { name: '修改说明' });
    await note.fill('会话结束之前写的');
    await somebody.context.clearCookies();
    await somebody.press('存为草稿');
    await somebody.sees(/会话已结束/);

    await somebody.signsIn();
    await somebody.sees(/^已存为第 \d+ 版/);
    await somebody.sees('会话结束之前写的');
  });

  it('goes on in every tab once one has signed in anew', async () => {
    // A session of its own, since all others of this run go on with the first.
    await somebody.leaves();
    somebody = await (await Person.at({ language: 'zh' })).setUp();
    await somebody.goTo('/sources/hengtong-wecom-1');
    const tab = await somebody.context.newPage();
    await tab.goto('/');
    await tab.getByRole('button', { name: '退出登录' }).click();
    await somebody.page.waitForURL(/sign-in/);
    await somebody.signsIn(tab);

    await somebody.page.waitForURL(/hengtong-wecom-1/);
    await somebody.press('立即发送一条');
    await somebody.sees('服务商已接收');
  });
});

describe('a refused password', () => {
  it('is named at its field', async () => {
    await somebody.goTo('/account');
    await somebody.fills({ current: 'not this one', password: 'a sentence that will do' });
    await somebody.press('修改密码');
    await somebody.page.locator('.ant-form-item-explain-error').first().waitFor();
  });
});
