import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { ask } from '../journeys/herald';
import { PAGES } from '../journeys/pages';
import { Person, type Look } from '../journeys/people';
import { DIALOGS } from './dialogs';
import { example, type Example } from './example';
import { faults } from './faults';
import { wordsOf } from './words';

/**
 * Takes pictures of every page and dialog of a sandbox server that has the example, and lists what
 * is wrong with them. On a server where nobody made anything yet: of the first visit.
 *
 *   HERALD_URL, HERALD_HOME: the server
 *   PICTURES: the folder for the pictures, or "docs" for those that docs/console.md shows
 *   LOOKS: such as "zh-light-1440,en-dark-390"; all unless said
 *   ONLY: such as "costs,price"; all unless said
 */
const DOCS = fileURLToPath(new URL('../../docs/images/console/', import.meta.url));
const forDocs = process.env['PICTURES'] === 'docs';
const folder = forDocs
  ? DOCS
  : (process.env['PICTURES'] ?? fileURLToPath(new URL('../target/pictures/', import.meta.url)));
const looks: Look[] = (
  process.env['LOOKS'] ??
  (forDocs
    ? 'en-light-1440,en-dark-1440'
    : ['zh', 'en']
        .flatMap((language) =>
          ['light', 'dark'].flatMap((theme) =>
            [1440, 1024, 390].map((width) => `${language}-${theme}-${width}`),
          ),
        )
        .join())
)
  .split(',')
  .map((look) => {
    const [language, theme, width] = look.split('-');
    return { language, theme, width: Number(width) } as Look;
  });
/** The documents are what says which pictures they have. */
const only = forDocs
  ? [
      ...readFileSync(join(DOCS, '../../console.md'), 'utf8').matchAll(/console\/([\w-]+)-light/g),
    ].map(([, name]) => name!)
  : undefined;
const some = process.env['ONLY']?.split(',');
const wanted = (name: string) => (!only || only.includes(name)) && (!some || some.includes(name));

it('every page and dialog', async () => {
  mkdirSync(folder, { recursive: true });
  const first = await Person.administrator();
  await first.leaves();
  const { items } = await ask<{ items: unknown[] }>('GET', '/v1/applications');
  const shown = items.length === 0 ? null : await example();
  const found: string[] = [];
  for (const look of looks) {
    const views = new Views(look, await Person.administrator(look), found);
    if (shown) await views.all(shown);
    else await views.firstVisit();
  }
  console.log(found.join('\n'));
  expect(found.length, 'faults in the list above').toBe(0);
});

class Views {
  constructor(
    private readonly look: Look,
    private readonly somebody: Person,
    private readonly found: string[],
  ) {}

  async firstVisit() {
    await this.somebody.goTo('/');
    await this.shows('first-visit');
    await this.somebody.leaves();
  }

  async all(shown: Example) {
    const { somebody } = this;
    const words = await wordsOf(this.look.language!);
    await somebody.goTo('/');
    for (const [name, path] of PAGES.filter(([name]) => wanted(name))) {
      await this.tries(name, () => somebody.walksTo(path(shown)).then(() => undefined));
    }
    if (wanted('campaign')) {
      await this.tries('campaign', () =>
        somebody.walksTo(`/campaigns/${shown.campaign}`).then(() => undefined),
      );
    }
    for (const [name, path, opens] of DIALOGS.filter(([name]) => wanted(name))) {
      await this.tries(
        name,
        async () => {
          await somebody.goTo(path(shown));
          await opens(somebody.page, words);
        },
        false,
      );
    }
    await somebody.leaves();
    await this.outside(shown);
  }

  /** What is seen by whoever is not signed in. */
  private async outside({ preferences }: Example) {
    const visitor = await Person.at(this.look);
    const views = new Views(this.look, visitor, this.found);
    for (const [name, path] of [
      ['sign-in', '/sign-in'],
      ['setup', '/setup?token=used'],
      ['invitation', '/invitation?token=none'],
      ['person', preferences],
    ] as const) {
      if (!wanted(name)) continue;
      await views.tries(name, async () => {
        await visitor.page.goto(path);
        await visitor.page.locator('h1').first().waitFor();
      });
    }
    await visitor.leaves();
  }

  private async tries(name: string, comes: () => Promise<void>, whole = true) {
    this.somebody.page.setDefaultTimeout(8_000);
    try {
      await comes();
    } catch (error) {
      this.tell(name, [`did not come: ${String(error).split('\n')[0]}`]);
    }
    await settled(this.somebody.page);
    await this.shows(name, whole);
  }

  private async shows(name: string, whole = true) {
    const { page, complaints } = this.somebody;
    await this.picture(name, whole);
    if (forDocs) return;
    try {
      this.tell(name, await faults(page, this.look.language!));
    } catch (error) {
      this.tell(name, [`can't be looked at: ${String(error).split('\n')[0]}`]);
    }
    this.tell(
      name,
      complaints.splice(0).map((complaint) => `console: ${complaint}`),
    );
  }

  private tell(name: string, faults: string[]) {
    const { language, theme, width } = this.look;
    this.found.push(...faults.map((fault) => `${name} ${language}-${theme}-${width}  ${fault}`));
  }

  private async picture(name: string, whole: boolean) {
    const { page } = this.somebody;
    const { language, theme, width } = this.look;
    if (forDocs) {
      const session = await page.context().newCDPSession(page);
      const { data } = await session.send('Page.captureScreenshot', {
        format: 'webp',
        quality: 60,
      });
      await session.detach();
      writeFileSync(join(folder, `${name}-${theme}.webp`), Buffer.from(data, 'base64'));
    } else {
      await page.screenshot({
        path: join(folder, `${name}-${language}-${theme}-${width}.png`),
        fullPage: whole,
      });
    }
  }
}

/** Until what was asked for is there and drawn. */
async function settled(page: Page) {
  await drawn(page);
  await page
    .waitForFunction(() => !document.querySelector('.ant-skeleton, .ant-spin-spinning'))
    .catch(() => undefined);
  await drawn(page);
}

/** Some frames: what a page shows first may begin to load more. */
async function drawn(page: Page) {
  for (let frame = 0; frame < 6; frame++) {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  }
}
