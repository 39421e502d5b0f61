import { mkdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import { violations } from './axe';
import { ask, sent } from './herald';
import { PAGES } from './pages';
import { Person, type Look } from './people';

const shots = fileURLToPath(new URL('../target/screenshots/', import.meta.url));
const pictures = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const NOTICE = {
  node: 'grant.vested',
  to: [{ recipient: 'E1001' }],
  data: {
    name: '韩梅梅',
    grant: 'G-2024-117',
    shares: 12000,
    price: 8.5,
    currency: 'CNY',
    vestedOn: '2026-11-20',
    link: 'https://esop.example/grants/117',
  },
};

const REFUSED = {
  effect: 'refuse',
  channel: 'sms',
  destination: '*13800138000',
  reason: 'recipient',
};

const ONCE_EACH: Look[] = [
  { language: 'en', theme: 'light', width: 1280 },
  { language: 'zh', theme: 'dark', width: 390 },
];
const ALL: Look[] = (['en', 'zh'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    [1280, 390].map((width) => ({ language, theme, width })),
  ),
);
/** All eight, with pictures for the eye. */
const thorough = process.env['HERALD_LOOKS'] === 'all';

let email = '';
let refused = '';

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  mkdirSync(pictures, { recursive: true });
  email = await sent({ ...NOTICE, channels: ['email'] }, 'SENT');
  await sent({ ...NOTICE, channels: ['dingtalk'] }, 'SENT');
  const looks = '/v1/applications/esop/subscriptions/looks';
  await ask('PUT', looks, { url: 'https://esop.example/status/503' });
  await ask('POST', `${looks}/test`);
  await ask('POST', '/sandbox/rules', REFUSED);
  refused = await sent({ ...NOTICE, channels: ['sms'] }, 'FAILED');
  await ask('DELETE', '/sandbox/rules');
  const at = new Date(Date.now() + 86_400_000).toISOString();
  await sent({ ...NOTICE, channels: ['email'], at }, 'PENDING');
});

describe.each(thorough ? ALL : ONCE_EACH)('in $language, $theme, $width pixels wide', (look) => {
  let somebody: Person;

  beforeAll(async () => {
    somebody = await Person.administrator(look);
    await somebody.goTo('/');
  });

  afterAll(() => somebody.leaves());

  it.each(PAGES)('%s is whole, fits, and can be used by everybody', async (name, path) => {
    const { page, complaints } = await somebody.walksTo(path({ email, refused }));
    const picture = () =>
      page.screenshot({
        path: `${shots}${name}-${look.language}-${look.theme}-${look.width}.png`,
        fullPage: true,
      });
    onTestFailed(async () => void (await picture()));
    if (thorough) await picture();

    expect(await violations(page)).toEqual([]);
    expect(complaints.splice(0)).toEqual([]);
    expect(await page.locator('.trouble').allTextContents()).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  });
});

/** Only when they are asked for: they are kept in the repository. */
describe.runIf(process.env['HERALD_PICTURES'])('the READMEs', () => {
  it.each([
    { language: 'en', file: 'console-message.png' },
    { language: 'zh', file: 'console-message.zh-CN.png' },
  ] as const)('show a message that was refused, in $language', async ({ language, file }) => {
    const somebody = await Person.administrator({ language });
    await somebody.goTo(`/messages/${refused}`);
    await somebody.page.screenshot({ path: pictures + file });
    expect(statSync(pictures + file).size).toBeLessThan(200 * 1024);
    await somebody.leaves();
  });
});
