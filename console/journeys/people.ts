import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { browserPath } from './browser-path.mjs';
import { setupLink, url } from './herald';

export const PASSWORD = 'carry the message home';

export interface Look {
  language?: 'en' | 'zh';
  theme?: 'light' | 'dark';
  width?: number;
}

let browser: Browser | null = null;

async function theBrowser(): Promise<Browser> {
  browser ??= await chromium.launch({
    executablePath: browserPath()!,
    // Chromium's own sandbox does not work for root in a container.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  return browser;
}

/** Somebody at a screen; whatever the page complains about is kept. */
export class Person {
  readonly complaints: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' && !/status of (401|403|404|409|422)/.test(text)) {
        this.complaints.push(text);
      }
    });
  }

  static async at({ language = 'en', theme = 'light', width = 1280 }: Look = {}) {
    const context = await (
      await theBrowser()
    ).newContext({
      baseURL: url,
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
      colorScheme: theme,
      timezoneId: 'Asia/Shanghai',
      viewport: { width, height: width < 500 ? 844 : 860 },
    });
    context.setDefaultTimeout(30_000);
    return new Person(context, await context.newPage());
  }

  /** Goes to the address and waits until nothing is loading. */
  async goTo(path: string) {
    await this.page.goto(path, { waitUntil: 'networkidle' });
    return this;
  }

  async signIn(name: string, password = PASSWORD, page = this.page) {
    await page.goto('/sign-in', { waitUntil: 'networkidle' });
    return this.signsIn(name, password, page);
  }

  /** On the sign-in page, wherever that came from. */
  async signsIn(name: string, password = PASSWORD, page = this.page) {
    await this.fills({ name, password }, page);
    await page.locator('button[type=submit]').click();
    await page.locator('nav').first().waitFor();
    return this;
  }

  /** Fields of a form, by their ids. */
  async fills(fields: Record<string, string>, page = this.page) {
    for (const [id, text] of Object.entries(fields)) await page.locator(`#${id}`).fill(text);
  }

  /** Opens the one-time link as the first administrator; signs in where it was opened before. */
  async setUp(name: string) {
    const link = await setupLink();
    if (!link) return this.signIn(name);
    await this.goTo(link);
    await this.fills({ name, displayName: '李雷', password: PASSWORD });
    await this.page.locator('button[type=submit]').click();
    await this.page.locator('nav').first().waitFor();
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

export async function everybodyLeaves() {
  await browser?.close();
  browser = null;
}
