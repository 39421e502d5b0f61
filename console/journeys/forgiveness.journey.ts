import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Person } from './people';

let somebody: Person;

beforeEach(async () => {
  somebody = await Person.administrator();
});

afterEach(() => somebody.leaves());

describe('when the server can’t be reached', () => {
  it('says so, keeps what is shown, and goes on by itself', async () => {
    await somebody.goTo('/messages');
    await somebody.page.getByRole('row').nth(1).waitFor();

    await somebody.context.setOffline(true);
    await somebody.sees(/Herald can’t be reached/);
    expect(await somebody.page.getByRole('row').count()).toBeGreaterThan(1);

    await somebody.context.setOffline(false);
    await somebody.page.getByText(/Herald can’t be reached/).waitFor({ state: 'detached' });
  });
});

describe('when the session has ended', () => {
  it('leads back to where one was, once signed in', async () => {
    await somebody.goTo('/messages?application=esop&since=24h');
    await somebody.context.clearCookies();
    await somebody.sees(/Your session has ended/);

    await somebody.signsIn();
    await somebody.page.waitForURL(/\/messages\?application=esop&since=24h$/);
  });

  it('goes on with what was being saved', async () => {
    await somebody.goTo('/nodes/esop/grant.cancelled/template?channel=email&locale=en');
    const note = somebody.page.getByRole('textbox', { name: 'Note for the history' });
    await note.fill('written before the session ended');
    await somebody.context.clearCookies();
    await somebody.press('Save as a draft');
    await somebody.sees(/Your session has ended/);

    await somebody.signsIn();
    await somebody.sees(/^Saved as version \d+/);
    await somebody.sees('written before the session ended');
  });

  it('goes on in every tab once one has signed in anew', async () => {
    // A session of its own, since all others of this run go on with the first.
    await somebody.leaves();
    somebody = await (await Person.at()).setUp();
    await somebody.goTo('/sources/hengtong-wecom-1');
    const tab = await somebody.context.newPage();
    await tab.goto('/');
    await tab.getByRole('button', { name: 'Sign out' }).click();
    await somebody.page.waitForURL(/sign-in/);
    await somebody.signsIn(tab);

    await somebody.page.waitForURL(/hengtong-wecom-1/);
    await somebody.press('Send one now');
    await somebody.sees('Accepted by the provider');
  });
});

describe('a refused password', () => {
  it('is named at its field', async () => {
    await somebody.goTo('/account');
    await somebody.fills({ current: 'not this one', password: 'a sentence that will do' });
    await somebody.press('Change the password');
    await somebody.page.locator('.ant-form-item-explain-error').first().waitFor();
  });
});
