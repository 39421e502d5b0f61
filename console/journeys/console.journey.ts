import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask, sent, until } from './herald';
import { Person } from './people';

const PHONE = '13900139000';
const REFUSED = { effect: 'refuse', channel: 'sms', destination: `*${PHONE}`, reason: 'recipient' };
const REMINDER = {
  node: 'exercise.reminder',
  data: { name: '张三', closesAt: '2026-12-01T10:00:00Z' },
};
const VESTED = {
  grant: 'G-2024-117',
  shares: 12000,
  price: 8.5,
  currency: 'CNY',
  vestedOn: '2026-11-20',
  link: 'https://esop.example/grants/117',
};

let somebody: Person;

beforeAll(async () => {
  somebody = await Person.administrator({ language: 'zh' });
});

afterEach(() => {
  expect(somebody.complaints.splice(0)).toEqual([]);
});

afterAll(() => somebody.leaves());

describe('“Zhang San says he got nothing”', () => {
  let id: string;

  beforeAll(async () => {
    await ask('POST', '/sandbox/rules', REFUSED);
    id = await sent({ ...REMINDER, to: [{ phone: PHONE }] }, 'FAILED');
  });

  it('is answered by his phone number, with the reason and what to do', async () => {
    await somebody.goTo('/');
    await somebody.page.getByRole('textbox').first().fill('139 0013 9000');
    await somebody.press('查找');
    await somebody.sees('识别为');
    await somebody.page
      .getByRole('row', { name: /黑名单/ })
      .first()
      .click();

    await somebody.sees(/^地址在服务商或运营商的黑名单中：服务商拒绝该地址/);
    await somebody.sees('重发很可能再次失败。');
    await somebody.press('复制为 curl');
    await somebody.sees('已复制');
  });

  it('can be resent, and the new message names the first', async () => {
    await ask('DELETE', '/sandbox/rules');
    await somebody.goTo(`/messages/${id}`);
    await somebody.press(/^重发$/);

    await somebody.page.waitForURL((at) => !at.pathname.endsWith(id));
    await somebody.sees('重发自');
    await somebody.sees(/^(hengtong-sms 的服务商已接收|已送达)/);
  });

  it('is not posted to a group without a question', async () => {
    const data = { ...VESTED, name: '张三' };
    await ask('POST', '/sandbox/rules', REFUSED);
    const vested = await sent(
      { node: 'grant.vested', to: [{ phone: PHONE }], channels: ['sms'], data },
      'FAILED',
    );
    await ask('DELETE', '/sandbox/rules');
    await somebody.goTo(`/messages/${vested}`);
    await somebody.press(/^改用.*重发$/);
    await somebody.page.getByRole('menuitem', { name: /群/ }).first().click();
    await somebody.sees(/发送方所在群的全体成员都会看到这条个人消息/);
    await somebody.press('取消');
    expect(somebody.page.url()).toContain(vested);
  });

  it('lets an administrator see the whole number, and says in the trace who looked', async () => {
    await somebody.goTo(`/messages/${id}`);
    await somebody.press('显示未脱敏数据');
    await somebody.page.getByRole('dialog').getByRole('button', { name: '显示未脱敏数据' }).click();
    await somebody.sees(/\+86 ?139/);
  });
});

describe('a message that is still to be sent', () => {
  it('can be cancelled', async () => {
    const at = new Date(Date.now() + 3_600_000).toISOString();
    const id = await sent(
      { ...REMINDER, to: [{ email: 'later@hengtong.example' }], at },
      'PENDING',
    );
    await somebody.goTo(`/messages/${id}`);
    await somebody.sees(/^这是定时消息，将于/);
    await somebody.press('取消发送');
    await somebody.page.getByRole('dialog').getByRole('button', { name: '取消发送' }).click();
    await somebody.sees(/li\.lei 在发送前取消了它/);
  });
});

describe('a message that was sent by mistake', () => {
  it('is taken back by its provider, after a question that says what it means', async () => {
    await ask('PUT', '/v1/sources/mistakes', {
      connector: 'telegram-bot',
      settings: { token: '123456789:sandbox-mistakes' },
    });
    await ask('PUT', '/v1/applications/esop/nodes/by.mistake', {
      name: 'Sent by mistake',
      plan: 'telegram',
      locale: 'en',
      schema: { type: 'object', properties: {} },
      templates: [{ channel: 'telegram', content: { text: 'Lunch is free today' } }],
    });
    const id = await sent({ node: 'by.mistake', to: [{ telegram: '12315544' }], data: {} }, 'SENT');
    await somebody.goTo(`/messages/${id}`);
    await somebody.press('撤回');
    await somebody.sees(/对方可能已经看过/);
    await somebody.page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
    await somebody.sees('li.lei 在发送后撤回了它。');
    expect(await somebody.page.getByRole('button', { name: '撤回' }).count()).toBe(0);
  });
});

describe('the list of messages', () => {
  it('keeps its filters in the address and narrows by a click on a count', async () => {
    await somebody.goTo('/messages?application=esop&node=exercise.reminder');
    await somebody.press(/^失败/);
    await somebody.page.waitForURL(/state=FAILED/);
    await somebody.page.reload();
    await somebody.sees(/黑名单/);
    expect(await somebody.page.getByRole('button', { name: /^失败/, pressed: true }).count()).toBe(
      1,
    );
  });

  it('shows twenty on a laptop, of which j and Enter open one', async () => {
    const { page } = somebody;
    await page.setViewportSize({ width: 1366, height: 768 });
    await somebody.goTo('/messages?application=esop');
    const rows = page.locator('.messages tbody tr');
    await rows.first().waitFor();
    const { y, height } = (await rows.first().boundingBox())!;
    expect(y + 20 * height).toBeLessThanOrEqual(768);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await rows.first().getByRole('link').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/messages\/[0-9a-f-]{36}$/);
    await page.setViewportSize({ width: 1280, height: 860 });
  });

  it('is searched by an address that stands in no address of the page or of a request', async () => {
    const { page } = somebody;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await somebody.goTo('/messages');
    const box = page.getByRole('searchbox', { name: '接收地址' });
    await box.fill('139 0013 9000');
    await box.press('Enter');
    await page.waitForURL(/sought=/);
    await page
      .getByRole('row', { name: /黑名单/ })
      .first()
      .waitFor();
    await page.goto(`/messages?destination=${PHONE}`);
    await page.waitForURL(/sought=/);
    await somebody.goTo('/');
    await page.locator('input[name=q]').fill(PHONE);
    await somebody.press('查找');
    await page
      .getByRole('row', { name: /黑名单/ })
      .first()
      .waitFor();
    const told = asked.filter((at) => /139\D*0013\D*9000/.test(decodeURIComponent(at)));
    // The link that was opened above is its writer's.
    expect(told.filter((at) => !at.includes('?destination='))).toEqual([]);
  });

  it('is where a failure’s reason leads, and keeps it', async () => {
    await somebody.goTo('/overview');
    await somebody.page.locator('.bars a', { hasText: '短信' }).first().click();
    await somebody.page.waitForURL(/reason=/);
    await somebody.page
      .getByRole('row', { name: /黑名单/ })
      .first()
      .waitFor();
  });

  it('resends many after a preview, and shows how far it is', async () => {
    const rule = {
      effect: 'refuse',
      channel: 'sms',
      destination: '*1380000*',
      reason: 'recipient',
    };
    await ask('POST', '/sandbox/rules', rule);
    for (const end of ['1111', '2222', '3333']) {
      await sent({ ...REMINDER, to: [{ phone: `1380000${end}` }] }, 'FAILED');
    }
    await ask('DELETE', '/sandbox/rules');
    await somebody.goTo('/messages?node=exercise.reminder&application=esop&state=FAILED&since=1h');
    await somebody.press('批量重发');
    await somebody.sees(/^将重发 \d+ 条/);
    await somebody.press(/^重发 \d+ 条/);
    await somebody.sees(/^完成：已重发 \d+ 条/);
    await somebody.goTo('/jobs');
    await somebody.page
      .getByRole('row', { name: /状态 失败.*li\.lei/ })
      .first()
      .waitFor();
  });
});

describe('a template', () => {
  it('shows what it becomes while it is written, is published, and rolled back', async () => {
    await somebody.goTo('/nodes/esop/grant.cancelled/template?channel=email&locale=zh-CN');
    const subject = somebody.page.getByRole('textbox', { name: '主题' });
    await subject.fill('已取消：{{gr');
    await somebody.page.getByRole('option', { name: /grant/ }).first().click();
    expect(await subject.inputValue()).toBe('已取消：{{grant}}');
    await somebody.page.locator('.mail-head').getByText('已取消：ABC-001').waitFor();

    await somebody.press('发布');
    const question = somebody.page.getByRole('dialog');
    await question.locator('ins').getByText('已取消：{{grant}}').waitFor();
    await question.getByRole('button', { name: '确认发布' }).click();
    await somebody.sees('第 2 版已发布。');
    await somebody.page
      .getByRole('listitem')
      .filter({ hasText: '第 1 版' })
      .getByRole('button', { name: '发布此版本' })
      .click();
    await until(
      () =>
        ask<{ items: { locale: string; published: number }[] }>(
          'GET',
          '/v1/applications/esop/nodes/grant.cancelled/templates?locale=zh-CN',
        ),
      ({ items }) => items[0]?.published === 1,
    );
  });

  it('is not lost when one leaves', async () => {
    const path = '/nodes/esop/grant.cancelled/template?channel=email&locale=en';
    const subject = somebody.page.getByRole('textbox', { name: '主题' });
    await somebody.goTo(path);
    const before = await subject.inputValue();
    await subject.fill('Half a sentence');
    await somebody.page.getByRole('link', { name: '概览' }).first().click();
    const question = somebody.page.getByRole('dialog', { name: '尚未保存，要离开吗？' });
    await question.waitFor();
    await question.getByRole('button', { name: '继续编辑' }).click();
    await question.waitFor({ state: 'hidden' });
    expect(await subject.inputValue()).toBe('Half a sentence');
    await somebody.page.getByRole('link', { name: '概览' }).first().click();
    await somebody.page.getByRole('dialog').last().getByRole('button', { name: '离开' }).click();
    await somebody.page.waitForURL(/overview/);

    await somebody.goTo(path);
    await somebody.sees(/已恢复您上次未保存的内容/);
    expect(await subject.inputValue()).toBe('Half a sentence');
    await somebody.press('放弃这份草稿');
    expect(await subject.inputValue()).toBe(before);
  });

  it('names what is wrong with it', async () => {
    await somebody.goTo('/nodes/esop/grant.cancelled/template?channel=email&locale=en');
    await somebody.page.getByRole('textbox', { name: '主题' }).fill('Grant {{gant}}');
    await somebody.sees(/gant/);
    await somebody.page.getByRole('alert').first().waitFor();
  });
});

describe('a source', () => {
  it('is added by a form made from its connector, and tried out', async () => {
    await somebody.goTo('/sources');
    await somebody.press('新建发送方');
    await somebody.page.getByLabel('筛选接入器').fill('wecom-robot');
    await somebody.page
      .locator('.tile')
      .getByRole('button', { name: '新建发送方' })
      .first()
      .click();
    await somebody.page.locator('#code').fill('journey-wecom');
    await somebody.page.locator('#settings_key').fill('a-secret-key-of-the-robot');
    await somebody.press('保存');
    await somebody.page.waitForURL(/sources\/journey-wecom/);

    expect(await somebody.page.content()).not.toContain('a-secret-key-of-the-robot');
    await somebody.press('立即发送一条');
    await somebody.sees('服务商已接收');
    await somebody.sees(/POST .*qyapi/);
  });

  it('has each wrong setting named beside its field', async () => {
    await somebody.goTo('/sources/hengtong-dingtalk-1');
    await somebody.press('编辑');
    await somebody.page.locator('#settings_token').fill('not a token!');
    await somebody.press('保存');
    await somebody.page.locator('.ant-form-item-explain-error').first().waitFor();
  });
});

describe('somebody who may only look', () => {
  it('sees messages and is refused what changes them', async () => {
    const user = await ask<{ id: string }>('POST', '/v1/users', {
      name: 'han.meimei',
      displayName: '韩梅梅',
      role: 'viewer',
    });
    const { link } = await ask<{ link: string }>('POST', `/v1/users/${user.id}/invitation`);
    const viewer = await Person.at({ language: 'zh' });
    const opened = new URL(link);
    await viewer.goTo(opened.pathname + opened.search);
    await viewer.page.locator('#password').fill('only looking, thank you');
    await viewer.press('设置密码并登录');
    await viewer.page.locator('nav').first().waitFor();

    await viewer.goTo('/messages?state=FAILED');
    await viewer.page.getByRole('row').nth(1).click();
    await viewer.sees('时间线');
    expect(await viewer.page.getByRole('button', { name: '重发' }).count()).toBe(0);
    await viewer.goTo('/users');
    await viewer.sees('您没有此操作的权限');
    expect(viewer.complaints).toEqual([]);
    await viewer.leaves();
  });
});

describe('a tenant', () => {
  it('is removed only by whoever types its code, and says what belongs to it', async () => {
    const { page } = await somebody.goTo('/tenants/hengtong');
    await somebody.press('移除');
    const question = page.getByRole('dialog');
    await question.getByText(/接收人：\d+/).waitFor();
    const remove = question.getByRole('button', { name: '移除' });
    expect(await remove.isDisabled()).toBe(true);
    await question.getByRole('textbox').fill('hengtong');
    await remove.click();
    await somebody.sees(/下还有/);
    await page.keyboard.press('Escape');
    await page.waitForURL(/tenants\/hengtong$/);
  });
});

describe('the keyboard', () => {
  it('finds a node by its name', async () => {
    const { page } = await somebody.goTo('/system');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('grant.cancelled');
    await page.locator('dialog li button', { hasText: '节点' }).waitFor();
    for (let row = 0; row < 2; row++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/nodes\/esop\/grant\.cancelled$/);
  });

  it('goes places', async () => {
    await somebody.goTo('/');
    await somebody.page.locator('h1').click();
    await somebody.page.keyboard.press('g');
    await somebody.page.keyboard.press('n');
    await somebody.page.waitForURL(/\/nodes$/);
    await somebody.page.keyboard.press('/');
    await somebody.page.keyboard.type('13800138000');
    await expect.poll(() => somebody.page.locator('dialog input').inputValue()).toBe('13800138000');
    await somebody.page.keyboard.press('Enter');
    await somebody.page.waitForURL((at) => at.pathname === '/' && at.search === '');
    await somebody.sees('手机号');
    await expect
      .poll(() => somebody.page.locator('input[name=q]').inputValue())
      .toBe('13800138000');
  });
});
