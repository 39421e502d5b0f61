import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './herald';
import { Person } from './people';

/** On a server that nobody has used yet. */
describe('the first visit', () => {
  let somebody: Person;

  beforeAll(async () => {
    somebody = await Person.administrator();
  });

  afterAll(async () => {
    expect(somebody.complaints).toEqual([]);
  });

  const next = async (step: string) => {
    await somebody.goTo('/');
    await somebody.page.getByRole('link', { name: step }).click();
  };

  it('begins with what to do', async () => {
    await somebody.goTo('/');
    await somebody.sees('Nothing has been sent yet');
    await somebody.sees('Create an application');
  });

  it('makes an application', async () => {
    await next('Create an application');
    await somebody.fills({ code: 'canteen', name: 'Canteen', owner: 'Li Lei' });
    await somebody.press('Save');
    await somebody.page.waitForURL(/applications\/canteen$/);
  });

  it('makes a source', async () => {
    await next('Add a source');
    await somebody.page.getByLabel('Filter connectors').fill('smtp');
    await somebody.page.locator('.tile').getByRole('button', { name: 'New source' }).click();
    await somebody.fills({
      code: 'canteen-mail',
      settings_host: 'smtp.canteen.example',
      settings_username: 'canteen',
      settings_password: 'sandbox',
      settings_from: 'lunch@canteen.example',
    });
    await somebody.press('Save');
    await somebody.page.waitForURL(/sources\/canteen-mail$/);
  });

  it('makes a tenant', async () => {
    await next('Add a tenant');
    await somebody.fills({ code: 'downstairs', name: 'Downstairs Ltd.' });
    await somebody.press('Save');
    await somebody.page.waitForURL(/tenants\/downstairs$/);
  });

  it('makes a node', async () => {
    await next('Add a node');
    await somebody.press('New node');
    await somebody.fills({ code: 'lunch.ready', name: 'Lunch is ready' });
    await somebody.press('Save');
    await somebody.page.waitForURL(/nodes\/canteen\/lunch\.ready$/);
  });

  it('writes its template, and sends a test', async () => {
    await next('Write its template');
    await somebody.page.locator('.matrix .cell').first().click();
    await somebody.page.getByRole('textbox', { name: 'Subject' }).fill('Lunch is ready, {{name}}');
    await somebody.page
      .getByRole('textbox', { name: 'Text', exact: true })
      .fill('Come while it is hot.');
    await somebody.press('Publish');
    await somebody.press('Publish it');
    await somebody.sees('Version 1 is published.');

    await somebody.page.getByRole('tab', { name: 'Test send' }).click();
    await somebody.page.locator('#to').fill('you@downstairs.example');
    await somebody.press('Send one now');
    await somebody.sees('Accepted by the provider');
  });

  it('ticks each step, the last one too, once a program has sent', async () => {
    const done = somebody.page.locator('.steps li.done');
    await somebody.goTo('/');
    await somebody.page.locator('.steps li.done', { hasText: 'Send a test' }).waitFor();
    await expect.poll(() => done.count()).toBe(6);

    await ask('POST', '/v1/messages', {
      application: 'canteen',
      node: 'lunch.ready',
      tenant: 'downstairs',
      to: [{ email: 'you@downstairs.example' }],
      data: { name: 'You' },
    });
    await somebody.sees('Your first message was sent');
    await expect.poll(() => done.count()).toBe(7);
    await somebody.press('Done');
    await somebody.page.locator('.steps').waitFor({ state: 'detached' });
  });
});
