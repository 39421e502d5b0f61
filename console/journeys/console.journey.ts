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
  somebody = await Person.administrator();
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
    await somebody.press('Find');
    await somebody.sees('Understood as');
    await somebody.page
      .getByRole('row', { name: /blacklist/ })
      .first()
      .click();

    await somebody.sees(
      /^The address is on a blacklist of the provider or the carrier: the provider refuses this address/,
    );
    await somebody.sees('A resend will most likely fail again.');
    await somebody.press('Copy as curl');
    await somebody.sees('Copied');
  });

  it('can be resent, and the new message names the first', async () => {
    await ask('DELETE', '/sandbox/rules');
    await somebody.goTo(`/messages/${id}`);
    await somebody.press('Resend');

    await somebody.page.waitForURL((at) => !at.pathname.endsWith(id));
    await somebody.sees('Resend of');
    await somebody.sees(/^(The provider of hengtong-sms accepted it|It was delivered)/);
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
    await somebody.press('Resend by …');
    await somebody.page
      .getByRole('menuitem', { name: /a group/ })
      .first()
      .click();
    await somebody.sees(/everybody in the source’s group will read this person’s message/);
    await somebody.press('Cancel');
    expect(somebody.page.url()).toContain(vested);
  });

  it('lets an administrator see the whole number, and says in the trace who looked', async () => {
    await somebody.goTo(`/messages/${id}`);
    await somebody.press('Show unmasked');
    await somebody.page.getByRole('dialog').getByRole('button', { name: 'Show unmasked' }).click();
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
    await somebody.sees(/^It is scheduled, and goes at/);
    await somebody.press('Cancel it');
    await somebody.page.getByRole('dialog').getByRole('button', { name: 'Cancel it' }).click();
    await somebody.sees(/li\.lei cancelled it/);
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
    await somebody.press('Take back');
    await somebody.sees(/Whoever has read it has read it/);
    await somebody.page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await somebody.sees('li.lei took it back after it was sent.');
    expect(await somebody.page.getByRole('button', { name: 'Take back' }).count()).toBe(0);
  });
});

describe('the list of messages', () => {
  it('keeps its filters in the address and narrows by a click on a count', async () => {
    await somebody.goTo('/messages?application=esop&node=exercise.reminder');
    await somebody.press(/^Failed/);
    await somebody.page.waitForURL(/state=FAILED/);
    await somebody.page.reload();
    await somebody.sees(/blacklist/);
    expect(
      await somebody.page.getByRole('button', { name: /^Failed/, pressed: true }).count(),
    ).toBe(1);
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
    const box = page.getByRole('searchbox', { name: 'Address' });
    await box.fill('139 0013 9000');
    await box.press('Enter');
    await page.waitForURL(/sought=/);
    await page
      .getByRole('row', { name: /blacklist/ })
      .first()
      .waitFor();
    await page.goto(`/messages?destination=${PHONE}`);
    await page.waitForURL(/sought=/);
    await somebody.goTo('/');
    await page.locator('input[name=q]').fill(PHONE);
    await somebody.press('Find');
    await page
      .getByRole('row', { name: /blacklist/ })
      .first()
      .waitFor();
    const told = asked.filter((at) => /139\D*0013\D*9000/.test(decodeURIComponent(at)));
    // The link that was opened above is its writer's.
    expect(told.filter((at) => !at.includes('?destination='))).toEqual([]);
  });

  it('is where a failure’s reason leads, and keeps it', async () => {
    await somebody.goTo('/overview');
    await somebody.page.locator('.bars a', { hasText: 'SMS' }).first().click();
    await somebody.page.waitForURL(/reason=/);
    await somebody.page
      .getByRole('row', { name: /blacklist/ })
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
    await somebody.press('Resend these');
    await somebody.sees(/^\d+ will be sent again/);
    await somebody.press(/^Resend \d+/);
    await somebody.sees(/^Done: \d+ sent again/);
    await somebody.goTo('/jobs');
    await somebody.page
      .getByRole('row', { name: /state Failed.*li\.lei/ })
      .first()
      .waitFor();
  });
});

describe('a template', () => {
  it('shows what it becomes while it is written, is published, and rolled back', async () => {
    await somebody.goTo('/nodes/esop/grant.cancelled/template?channel=email&locale=zh-CN');
    const subject = somebody.page.getByRole('textbox', { name: 'Subject' });
    await subject.fill('已取消：{{gr');
    await somebody.page.getByRole('option', { name: /grant/ }).first().click();
    expect(await subject.inputValue()).toBe('已取消：{{grant}}');
    await somebody.page.locator('.mail-head').getByText('已取消：ABC-001').waitFor();

    await somebody.press('Publish');
    const question = somebody.page.getByRole('dialog');
    await question.locator('ins').getByText('已取消：{{grant}}').waitFor();
    await question.getByRole('button', { name: 'Publish it' }).click();
    await somebody.sees('Version 2 is published.');
    await somebody.page
      .getByRole('listitem')
      .filter({ hasText: 'Version 1' })
      .getByRole('button', { name: 'Publish this one' })
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
    const subject = somebody.page.getByRole('textbox', { name: 'Subject' });
    await somebody.goTo(path);
    const before = await subject.inputValue();
    await subject.fill('Half a sentence');
    await somebody.page.getByRole('link', { name: 'Overview' }).first().click();
    const question = somebody.page.getByRole('dialog', { name: 'Leave without saving?' });
    await question.waitFor();
    await somebody.press('Stay');
    await question.waitFor({ state: 'hidden' });
    expect(await subject.inputValue()).toBe('Half a sentence');
    await somebody.page.getByRole('link', { name: 'Overview' }).first().click();
    await somebody.page.getByRole('dialog').last().getByRole('button', { name: 'Leave' }).click();
    await somebody.page.waitForURL(/overview/);

    await somebody.goTo(path);
    await somebody.sees(/Your unsaved text was restored/);
    expect(await subject.inputValue()).toBe('Half a sentence');
    await somebody.press('Discard it');
    expect(await subject.inputValue()).toBe(before);
  });

  it('names what is wrong with it', async () => {
    await somebody.goTo('/nodes/esop/grant.cancelled/template?channel=email&locale=en');
    await somebody.page.getByRole('textbox', { name: 'Subject' }).fill('Grant {{gant}}');
    await somebody.sees(/gant/);
    await somebody.page.getByRole('alert').first().waitFor();
  });
});

describe('a source', () => {
  it('is added by a form made from its connector, and tried out', async () => {
    await somebody.goTo('/sources');
    await somebody.press('New source');
    await somebody.page.getByLabel('Filter connectors').fill('wecom-robot');
    await somebody.page
      .locator('.tile')
      .getByRole('button', { name: 'New source' })
      .first()
      .click();
    await somebody.page.locator('#code').fill('journey-wecom');
    await somebody.page.locator('#settings_key').fill('a-secret-key-of-the-robot');
    await somebody.press('Save');
    await somebody.page.waitForURL(/sources\/journey-wecom/);

    expect(await somebody.page.content()).not.toContain('a-secret-key-of-the-robot');
    await somebody.press('Send one now');
    await somebody.sees('Accepted by the provider');
    await somebody.sees(/POST .*qyapi/);
  });

  it('has each wrong setting named beside its field', async () => {
    await somebody.goTo('/sources/hengtong-dingtalk-1');
    await somebody.press('Edit');
    await somebody.page.locator('#settings_token').fill('not a token!');
    await somebody.press('Save');
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
    const viewer = await Person.at();
    const opened = new URL(link);
    await viewer.goTo(opened.pathname + opened.search);
    await viewer.page.locator('#password').fill('only looking, thank you');
    await viewer.press('Set the password and sign in');
    await viewer.page.locator('nav').first().waitFor();

    await viewer.goTo('/messages?state=FAILED');
    await viewer.page.getByRole('row').nth(1).click();
    await viewer.sees('Timeline');
    expect(await viewer.page.getByRole('button', { name: 'Resend' }).count()).toBe(0);
    await viewer.goTo('/users');
    await viewer.sees('You do not have permission');
    expect(viewer.complaints).toEqual([]);
    await viewer.leaves();
  });
});

describe('a tenant', () => {
  it('is removed only by whoever types its code, and says what belongs to it', async () => {
    const { page } = await somebody.goTo('/tenants/hengtong');
    await somebody.press('Remove');
    const question = page.getByRole('dialog');
    await question.getByText(/Recipients: \d+/).waitFor();
    const remove = question.getByRole('button', { name: 'Remove' });
    expect(await remove.isDisabled()).toBe(true);
    await question.getByRole('textbox').fill('hengtong');
    await remove.click();
    await somebody.sees(/still/);
    await page.keyboard.press('Escape');
    await page.waitForURL(/tenants\/hengtong$/);
  });
});

describe('the keyboard', () => {
  it('finds a node by its name', async () => {
    const { page } = await somebody.goTo('/system');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('grant.cancelled');
    await page.locator('dialog li button', { hasText: 'Node' }).waitFor();
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
    await somebody.sees('phone');
    await expect
      .poll(() => somebody.page.locator('input[name=q]').inputValue())
      .toBe('13800138000');
  });
});
