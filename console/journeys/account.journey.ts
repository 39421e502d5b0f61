import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from './herald';
import { Person } from './people';

const PASSWORD = 'kettle mossy tune';

let somebody: Person;
let number = 0;
let id: string;
let name: string;

/** What an app on a phone shows, of this half minute or one after it. */
function code(secret: string, ahead = 0): string {
  const bits = [...secret]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter))
    .map((value) => value.toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const hash = createHmac('sha1', key).update(step).digest();
  const at = hash[19]! & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

beforeEach(async () => {
  name = `wang.${++number}.${Date.now()}`;
  const user = await ask<{ id: string }>('POST', '/v1/users', {
    name,
    displayName: '王芳',
    role: 'viewer',
  });
  id = user.id;
  const { link } = await ask<{ link: string }>('POST', `/v1/users/${id}/invitation`);
  somebody = await Person.at();
  const opened = new URL(link);
  await somebody.goTo(opened.pathname + opened.search);
  await somebody.fills({ password: PASSWORD });
  await somebody.press('Set the password and sign in');
  await somebody.page.locator('nav').first().waitFor();
});

afterEach(async () => {
  expect(somebody.complaints).toEqual([]);
  await somebody.leaves();
});

async function passwordAgain(page = somebody.page) {
  await somebody.fills({ name, password: PASSWORD }, page);
  await page.locator('button[type=submit]').click();
  await page.locator('#code').waitFor();
}

/** Sets it up by the picture's text, and tells the secret and the recovery codes. */
async function enrols(): Promise<{ secret: string; recovery: string[] }> {
  await somebody.goTo('/account');
  await somebody.press('Set it up');
  await somebody.fills({ factor_current: PASSWORD });
  await somebody.press('Continue');
  await somebody.page.locator('.ant-qrcode svg').waitFor();
  const secret = await somebody.page.getByLabel('Secret for an authenticator app').innerText();
  await somebody.fills({ factor_code: code(secret) });
  await somebody.press('Turn it on');
  const recovery = await somebody.page.getByLabel('Recovery codes').innerText();
  await somebody.press('I have kept them');
  await somebody.sees(/Recovery codes left: 10/);
  return { secret, recovery: recovery.split('\n') };
}

describe('a second factor', () => {
  it('is set up by a picture, and asked for from then on', async () => {
    const { secret, recovery } = await enrols();
    expect(recovery).toHaveLength(10);

    await somebody.press('Sign out');
    await somebody.page.waitForURL(/sign-in/);
    await passwordAgain();
    await somebody.fills({ code: '000000' });
    await somebody.press('Sign in');
    await somebody.sees(/This code is wrong/);
    await somebody.fills({ code: code(secret, 1) });
    await somebody.press('Sign in');
    await somebody.page.locator('nav').first().waitFor();
  });

  it('that is lost is stood in for by a recovery code, or reset by an administrator', async () => {
    const { recovery } = await enrols();
    await somebody.press('Sign out');
    await somebody.page.waitForURL(/sign-in/);
    await passwordAgain();
    await somebody.fills({ code: recovery[0]! });
    await somebody.press('Sign in');
    await somebody.page.locator('nav').first().waitFor();

    await ask('DELETE', `/v1/users/${id}/second-factor`);
    await somebody.goTo('/account');
    await somebody.fills({ name, password: PASSWORD });
    await somebody.page.locator('button[type=submit]').click();
    await somebody.page.getByRole('button', { name: 'Set it up' }).waitFor();
  });
});

describe('one’s sessions', () => {
  it('are listed, and end from here', async () => {
    const other = await Person.at();
    await other.goTo('/sign-in');
    await other.fills({ name, password: PASSWORD });
    await other.page.locator('button[type=submit]').click();
    await other.page.locator('nav').first().waitFor();

    await somebody.goTo('/account');
    await somebody.sees('this one');
    expect(await somebody.page.getByText(/Chrome · /).count()).toBe(2);
    await somebody.press('Sign out everywhere else');
    await somebody.page
      .getByText(/Chrome · /)
      .nth(1)
      .waitFor({ state: 'detached' });

    await other.goTo('/messages');
    await other.page.waitForURL(/sign-in/);
    await other.leaves();
  });
});
