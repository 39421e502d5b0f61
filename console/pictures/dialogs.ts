import type { Page } from 'playwright-core';
import type { Words } from '../src/words';
import type { Example } from './example';

/** A name with whatever stands for its values. */
function named(word: string): RegExp {
  const parts = word
    .split(/\{\{\w+\}\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

/** Presses the first button of that name. */
function press(name: (words: Words) => string): Opens {
  return (page, words) =>
    page
      .getByRole('button', { name: named(name(words)) })
      .first()
      .click();
}

type Opens = (page: Page, words: Words) => Promise<void>;

const both =
  (...steps: Opens[]): Opens =>
  async (page, words) => {
    for (const step of steps) await step(page, words);
  };

async function choose(page: Page, field: string, option: string | RegExp) {
  await page.getByRole('combobox', { name: field, exact: true }).click();
  await page.locator('.ant-select-item-option:visible', { hasText: option }).last().click();
}

const uploads =
  (name: string, text: string): Opens =>
  (page) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

const PEOPLE =
  '工号,姓名,手机号,邮箱\r\nE2001,"韩,梅梅",13800138021,mei@hengtong.example\r\nE2002,李雷,1.38E+10,lei@hengtong.example\r\n';

const campaignBegins: Opens = async (page, { campaigns }) => {
  await page.getByRole('textbox', { name: campaigns.name }).fill('行权窗口提醒');
  await choose(page, campaigns.tenant, '恒通');
  await choose(page, campaigns.application, 'ESOP');
  await choose(page, campaigns.node, 'exercise.reminder');
  await page.getByRole('button', { name: campaigns.next }).click();
};

const campaignReads: Opens = async (page, words) => {
  await uploads(
    '名单.csv',
    '邮箱,姓名\r\nmei@hengtong.example,"韩,梅梅"\r\nlei@hengtong.example,李雷\r\n',
  )(page, words);
  await page.locator('.sheet').first().waitFor();
};

const campaignAsks: Opens = async (page, { campaigns, components }) => {
  await choose(page, components.csv.holdsOf.replace('{{column}}', '姓名'), 'name');
  await page.getByRole('button', { name: campaigns.next }).click();
  await page.getByRole('textbox', { name: 'closesAt' }).fill('2026-12-31T18:00:00+08:00');
};

const inRow =
  (text: string | RegExp, name: (words: Words) => string): Opens =>
  (page, words) =>
    page
      .getByRole('row', { name: text })
      .getByRole('button', { name: named(name(words)) })
      .first()
      .click();

const tab =
  (name: (words: Words) => string): Opens =>
  (page, words) =>
    page.getByRole('tab', { name: name(words), exact: true }).click();

/** What opens over a page, or within it, where that is, and how. */
export const DIALOGS: [name: string, path: (example: Example) => string, opens: Opens][] = [
  ['palette', () => '/overview', (page) => page.keyboard.press('Control+k')],
  [
    'palette-found',
    () => '/overview',
    async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('grant');
      await page.locator('dialog li button .kind').first().waitFor();
    },
  ],
  ['shortcuts', () => '/overview', (page) => page.keyboard.press('?')],
  [
    'resend-by',
    ({ refused }) => `/messages/${refused}`,
    both(
      press((w) => w.messages.resendBy.replace('{{channel}}', '…')),
      (page) => page.getByRole('menuitem').first().waitFor(),
    ),
  ],
  [
    'resend-group',
    ({ refused }) => `/messages/${refused}`,
    both(
      press((w) => w.messages.resendBy.replace('{{channel}}', '…')),
      (page, w) =>
        page
          .getByRole('menuitem', { name: new RegExp(w.messages.group) })
          .first()
          .click(),
    ),
  ],
  ['reveal', ({ refused }) => `/messages/${refused}`, press((w) => w.messages.reveal)],
  ['bulk', () => '/messages?state=FAILED', press((w) => w.messages.all.resend)],
  ['columns', () => '/messages', press((w) => w.messages.columns)],
  ['campaign-whom', () => '/campaigns/new', campaignBegins],
  ['campaign-file', () => '/campaigns/new', both(campaignBegins, campaignReads)],
  ['campaign-how', () => '/campaigns/new', both(campaignBegins, campaignReads, campaignAsks)],
  ['schedule-new', () => '/schedules', press((w) => w.schedules.create)],
  ['import', () => '/tenants/hengtong', press((w) => w.tenants.import)],
  [
    'import-file',
    () => '/tenants/hengtong',
    both(
      press((w) => w.tenants.import),
      uploads('员工.csv', PEOPLE),
      (page) => page.locator('.sheet').first().waitFor(),
    ),
  ],
  [
    'import-checked',
    () => '/tenants/hengtong',
    both(
      press((w) => w.tenants.import),
      uploads('员工.csv', PEOPLE),
      (page) => page.locator('.sheet').first().waitFor(),
      press((w) => w.tenants.importCheck),
      (page, w) => page.getByText(w.tenants.importState.CHECKED).first().waitFor(),
    ),
  ],
  ['recipient-new', () => '/tenants/hengtong', press((w) => w.tenants.newRecipient)],
  ['preferences', () => '/tenants/hengtong', inRow(/李雷/, (w) => w.tenants.preferences)],
  ['erase', () => '/tenants/hengtong', inRow(/李雷/, (w) => w.tenants.erase)],
  ['tenant-edit', () => '/tenants/hengtong', press((w) => w.components.edit)],
  ['tenant-remove', () => '/tenants/hengtong', press((w) => w.components.remove)],
  ['price', () => '/costs', press((w) => w.costs.addPrice)],
  ['budget', () => '/costs', press((w) => w.costs.addBudget)],
  ['rule', () => '/alarms?tab=rules', press((w) => w.alarms.addRule)],
  ['silence', () => '/alarms?tab=silences', press((w) => w.alarms.addSilence)],
  ['told', () => '/alarms?tab=told', press((w) => w.alarms.edit)],
  ['acknowledge', () => '/alarms', press((w) => w.alarms.acknowledge)],
  ['alarm-history', () => '/alarms?tab=history', async () => {}],
  ['act', () => '/waiting', press((w) => w.waiting.handleAria)],
  ['pause', () => '/waiting', press((w) => w.waiting.pauseSomething)],
  ['suppress', () => '/suppressions', press((w) => w.suppressions.add)],
  ['feed', () => '/feeds', press((w) => w.feeds.open)],
  ['node-new', () => '/nodes?application=esop', press((w) => w.nodes.create)],
  ['topics', () => '/nodes', press((w) => w.nodes.topics)],
  ['node-edit', () => '/nodes/esop/grant.vested', press((w) => w.components.edit)],
  [
    'publish',
    () => '/nodes/esop/grant.vested/template?tenant=hengtong&channel=email&locale=zh-CN',
    both(
      (page, w) =>
        page
          .getByRole('textbox', { name: w.components.subject })
          .first()
          .fill('{{name}}，您的 {{shares}} 股已归属'),
      press((w) => w.nodes.publish),
    ),
  ],
  [
    'template-test',
    () => '/nodes/esop/grant.vested/template?tenant=hengtong&channel=email&locale=zh-CN',
    tab((w) => w.nodes.test),
  ],
  ['source-new', () => '/sources', press((w) => w.sources.create)],
  ['source-edit', () => '/sources/hengtong-sms', press((w) => w.components.edit)],
  [
    'source-tested',
    () => '/sources/hengtong-wecom-1',
    both(
      press((w) => w.sources.testGo),
      (page, w) => page.getByText(w.sources.result.accepted).first().waitFor(),
    ),
  ],
  ['connector-facts', () => '/connectors/tencent-sms', tab((w) => w.sources.settings)],
  ['connector-history', () => '/connectors/tencent-sms', tab((w) => w.connectors.history)],
  ['connector-uses', () => '/connectors/tencent-sms', tab((w) => w.connectors.uses)],
  ['application-new', () => '/applications', press((w) => w.applications.create)],
  ['key', () => '/applications/esop', press((w) => w.applications.keyIssue)],
  ['subscription-new', () => '/subscriptions', press((w) => w.subscriptions.create)],
  ['delivery', () => '/subscriptions/esop/looks', press((w) => w.subscriptions.open)],
  ['user-new', () => '/users', press((w) => w.users.create)],
  ['hold', () => '/system', press((w) => w.system.addHold)],
  ['factor', () => '/account', press((w) => w.session.factor.setUp)],
];
