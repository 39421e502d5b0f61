import {
  chromium,
  type Browser,
  type BrowserContext,
  type Page,
  type Request,
} from 'playwright-core';
import { browserPath } from './browser-path.mjs';
import { counted, pressed } from './effort';
import { PATIENCE, setupLink, url } from './herald';

const ADMINISTRATOR = 'li.lei';
const PASSWORD = 'carry the message home';

export interface Look {
  language?: 'en' | 'zh';
  theme?: 'light' | 'dark';
  width?: number;
}

/** One for all journeys of a run, which share what this module knows; it ends with the run. */
let browser: Browser | null = null;
let administrators: Awaited<ReturnType<BrowserContext['storageState']>> | undefined;

async function theBrowser(): Promise<Browser> {
  browser ??= await chromium.launch({
    executablePath: browserPath()!,
    timeout: PATIENCE,
    // Chromium's own sandbox does not work for root in a container.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  return browser;
}

async function countPresses(context: BrowserContext) {
  await context.exposeFunction('heraldPressed', pressed);
  await context.addInitScript(() =>
    addEventListener('pointerdown', () => Reflect.get(window, 'heraldPressed')(), true),
  );
}

/** Somebody at a screen; whatever the page complains about is kept. */
export class Person {
  readonly complaints: string[] = [];
  private readonly asked = new Set<Request>();

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    // What somebody writes does not hold up the next journey.
    page.on('dialog', (dialog) => void dialog.accept());
    page.on('request', (request) => {
      if (!request.url().includes('/stream')) this.asked.add(request);
    });
    page.on('requestfinished', (request) => this.asked.delete(request));
    page.on('requestfailed', (request) => this.asked.delete(request));
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' && !/status of (401|403|404|409|422)/.test(text)) {
        this.complaints.push(text);
      }
    });
  }

  static async at(
    { language = 'en', theme = 'light', width = 1280 }: Look = {},
    cookies?: typeof administrators,
  ) {
    const context = await (
      await theBrowser()
    ).newContext({
      baseURL: url,
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
      colorScheme: theme,
      timezoneId: 'Asia/Shanghai',
      ...(cookies && { storageState: cookies }),
      viewport: { width, height: width < 500 ? 844 : 860 },
      // Nobody waits for a button to fade in.
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(PATIENCE);
    if (counted) await countPresses(context);
    return new Person(context, await context.newPage());
  }

  /** The first administrator, who signs in once for all journeys. */
  static async administrator(look?: Look) {
    const somebody = await Person.at(look, administrators);
    if (!administrators) {
      await somebody.setUp();
      administrators = await somebody.context.storageState();
    }
    return somebody;
  }

  /** Goes to the address and waits until its page is there, with what it asked for. */
  async goTo(path: string) {
    await this.page.goto(path, { waitUntil: 'load' });
    await this.page.waitForFunction(
      () =>
        document.querySelector('h1') &&
        !document.querySelector('.ant-skeleton, .ant-spin-spinning'),
    );
    return this;
  }

  /** As a link does: without loading the console once more. */
  async walksTo(path: string) {
    const { page } = this;
    const known = await page.evaluate(() => Boolean(document.querySelector('main h1')));
    if (!known) return this.goTo(path);
    await page.evaluate((to) => {
      const leaves = location.pathname !== new URL(to, location.href).pathname;
      if (leaves) document.querySelector('main h1')!.setAttribute('data-left', '');
      history.pushState(null, '', to);
      dispatchEvent(new PopStateEvent('popstate', { state: null }));
    }, path);
    await page.waitForFunction(
      () =>
        document.querySelector('main h1:not([data-left])') &&
        !document.querySelector('main .ant-skeleton, main .ant-spin-spinning'),
    );
    await this.rests();
    return this;
  }

  /** Until everything that was asked for is there. */
  private async rests() {
    const end = Date.now() + PATIENCE;
    for (let quiet = 0; quiet < 4 && Date.now() < end;) {
      await this.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
      quiet = this.asked.size === 0 ? quiet + 1 : 0;
      if (quiet === 0) await new Promise((again) => setTimeout(again, 20));
    }
  }

  /** On the sign-in page, wherever that came from. */
  async signsIn(page = this.page) {
    await this.fills({ name: ADMINISTRATOR, password: PASSWORD }, page);
    return this.entered(page);
  }

  /** Fields of a form, by their ids. */
  async fills(fields: Record<string, string>, page = this.page) {
    for (const [id, text] of Object.entries(fields)) await page.locator(`#${id}`).fill(text);
  }

  /** Opens the one-time link as the first administrator; signs in where it was opened before. */
  async setUp() {
    const link = await setupLink();
    if (!link) return (await this.goTo('/sign-in')).signsIn();
    await this.goTo(link);
    await this.fills({ name: ADMINISTRATOR, displayName: '李雷', password: PASSWORD });
    return this.entered(this.page);
  }

  private async entered(page: Page) {
    await page.locator('button[type=submit]').click();
    await page.locator('nav').first().waitFor();
    return this;
  }

  /** The first enabled button of that name. */
  press(name: string | RegExp) {
    return this.page.getByRole('button', { name }).first().click();
  }

  sees(text: string | RegExp) {
    return this.page.getByText(text).first().waitFor();
  }

  async leaves() {
    await this.context.close();
  }
}
