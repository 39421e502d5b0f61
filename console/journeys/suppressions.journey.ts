import { expect, it } from 'vitest';
import { ask, until } from './herald';
import { Person } from './people';

interface Entries {
  items: { id: string; address: string; cause: string }[];
}

it('an address is added, keeps a message back, is found and lifted', async () => {
  const somebody = await Person.administrator();
  await somebody.goTo('/suppressions');
  await somebody.press('Add an address');
  const { page } = somebody;
  const choose = async (field: string, option: string) => {
    await page.getByRole('combobox', { name: field }).click();
    await page.locator('.ant-select-item-option', { hasText: option }).last().click();
  };
  await choose('Tenant', '恒通');
  await choose('Channel', 'SMS');
  await page.getByRole('textbox', { name: 'Address' }).fill('13900000077');
  await page.getByRole('textbox', { name: 'Note' }).fill('asked by phone');
  await somebody.press('Save');
  await somebody.sees('asked by phone');

  const { messages } = await ask<{ messages: { id: string }[] }>('POST', '/v1/messages', {
    application: 'esop',
    node: 'grant.vested',
    tenant: 'hengtong',
    channels: ['sms'],
    to: [{ phone: '13900000077' }],
    data: {
      name: 'Li Lei',
      grant: 'G-2024-118',
      shares: 100,
      price: 8.5,
      currency: 'CNY',
      vestedOn: '2026-11-20',
      link: 'https://esop.example/grants/118',
    },
  });
  const id = messages[0]!.id;
  await until(
    () => ask<{ state: string }>('GET', `/v1/messages/${id}`),
    (message) => message.state === 'SUPPRESSED',
  );
  await somebody.goTo(`/messages/${id}`);
  await somebody.sees('somebody added it');

  await somebody.goTo('/suppressions');
  const search = page.getByRole('searchbox', { name: 'Find by the whole address' });
  await search.fill('13900000077');
  await search.press('Enter');
  await somebody.sees('asked by phone');
  await page.getByRole('button', { name: 'Lift', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Lift' }).click();
  await somebody.sees('This address is not on the list');

  const { items } = await ask<Entries>('GET', '/v1/suppressions?cause=ADDED');
  expect(items.filter((entry) => entry.cause !== 'ADDED')).toEqual([]);
  expect(somebody.complaints).toEqual([]);
  await somebody.leaves();
});
