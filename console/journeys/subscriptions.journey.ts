import { expect, it } from 'vitest';
import { ask } from './herald';
import { Person } from './people';

const CODE = 'results';
const PATH = `/v1/applications/esop/subscriptions/${CODE}`;

it('an owner subscribes, tries it, sees why it fails, mends it and sends again', async () => {
  const somebody = await Person.administrator();
  await somebody.goTo('/subscriptions');
  await somebody.press('New webhook subscription');
  await somebody.page.locator('#application').click();
  await somebody.page.getByTitle('ESOP').click();
  await somebody.fills({ code: CODE, url: 'https://esop.example/status/503' });
  await somebody.press('Save');
  await somebody.sees('Copy the signing secret now: it is never shown again');
  await somebody.sees(/whsec_/);
  await somebody.press('I have copied it');

  await somebody.press('Send a test event');
  await somebody.sees('the receiver answered with 503');
  await ask('PUT', PATH, { url: 'https://esop.example/status/200' });
  await somebody.press('Open');
  await somebody.sees('dev.herald.test');
  await somebody.page.getByRole('button', { name: 'Send again', exact: true }).click();
  await somebody.sees('Arrived');

  await somebody.press('New secret');
  await somebody.page.getByRole('dialog').getByRole('button', { name: 'New secret' }).click();
  await somebody.sees(/whsec_/);
  await somebody.press('I have copied it');
  await somebody.sees('The secret before signs until');
  await ask('DELETE', PATH);
  expect(somebody.complaints).toEqual([]);
  await somebody.leaves();
});
