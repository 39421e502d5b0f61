import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds serious, each with where it is. */
export async function violations(page: Page): Promise<string[]> {
  // A page that was loaded anew has lost it.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations: found } = (await page.evaluate(
    `axe.run({ resultTypes: ['violations'] })`,
  )) as axe.AxeResults;
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
}
