import { expect, it } from 'vitest';
import { ask, sent, until, url } from './herald';
import { Person } from './people';

interface Key {
  key: string;
}

const node = (plan: string, channel: string, content: object) => ({
  name: plan,
  plan,
  locale: 'en',
  schema: { type: 'object', properties: { n: { type: 'integer' } } },
  templates: [{ channel, content }],
});

it('what waits in a feed is seen without taking it', async () => {
  await ask('PUT', '/v1/sources/feed', { connector: 'feed' });
  await ask(
    'PUT',
    '/v1/applications/esop/nodes/feed.journey',
    node('feed:ledger', 'feed', { type: 'booked', json: { n: '{{n}}' } }),
  );
  const id = await sent(
    { node: 'feed.journey', to: [{ email: 'x@hengtong.example' }], data: { n: 4711 } },
    'SENT',
  );
  const somebody = await Person.administrator();
  await somebody.goTo('/feeds');
  await somebody.page.getByRole('button', { name: 'Open ledger' }).click();
  await somebody.sees('Handed out for 30s, 5 times at most');
  await somebody.sees('Nobody took anything in the last hour');
  await somebody.page.getByRole('button', { name: 'Expand row' }).first().click();
  await somebody.sees('4711');

  const { key } = await ask<Key>('POST', '/v1/applications/esop/keys', {
    name: 'journey',
    scopes: ['pull'],
    feeds: ['ledger'],
  });
  const answer = await fetch(`${url}/v1/feeds/ledger/messages?consumer=bank&lease=10m`, {
    headers: { Authorization: `Bearer ${key}` },
  });
  const { messages } = (await answer.json()) as { messages: { id: string }[] };
  expect(messages.map((message) => message.id)).toContain(id);
  await somebody.goTo('/feeds');
  await somebody.page.getByRole('button', { name: 'Open ledger' }).click();
  await somebody.sees('bank has it until');
  expect(somebody.complaints).toEqual([]);
  await somebody.leaves();
});

it('a page shows an inbox, live, and reading is told', async () => {
  await ask('PUT', '/v1/sources/inbox', { connector: 'inbox' });
  await ask(
    'PUT',
    '/v1/applications/esop/nodes/inbox.journey',
    node('inbox', 'inbox', {
      title: 'Vested {{n}}',
      markdown: 'See <img src=x onerror=alert(1)> [the grant](https://grants.example/{{n}})',
    }),
  );
  const { key } = await ask<Key>('POST', '/v1/applications/esop/keys', {
    name: 'portal journey',
    scopes: ['inbox'],
  });
  const told = (n: number) =>
    sent({ node: 'inbox.journey', to: [{ inbox: 'J1001' }], data: { n } }, 'SENT');
  const first = await told(1);
  const somebody = await Person.administrator();
  const { page } = await somebody.goTo('/inbox-demo');
  await page.getByLabel('API').fill(key);
  await page.getByLabel('Tenant').fill('hengtong');
  await page.getByLabel('Recipient').fill('J1001');
  await page.getByRole('button', { name: 'Open the inbox' }).click();

  await page.getByRole('button', { name: '站内信，1 条未读' }).waitFor();
  await page.getByLabel('Language').selectOption('en');
  await page.getByRole('button', { name: 'Inbox, 1 unread' }).click();
  const panel = page.getByRole('dialog', { name: 'Inbox' });
  await panel.getByText('Vested 1').waitFor();
  expect(await panel.getByText('<img src=x onerror=alert(1)>').count()).toBe(1);
  expect(await panel.getByRole('link', { name: 'the grant' }).getAttribute('href')).toBe(
    'https://grants.example/1',
  );

  await told(2);
  await panel.getByText('Vested 2').waitFor();
  await page.getByRole('button', { name: 'Inbox, 2 unread' }).waitFor();
  const item = panel.getByRole('listitem').filter({ hasText: 'Vested 1' });
  await item.getByRole('button', { name: 'Mark as read' }).click();
  await page.getByRole('button', { name: 'Inbox, 1 unread' }).waitFor();
  await until(
    () => ask<{ state: string }>('GET', `/v1/messages/${first}`),
    (message) => message.state === 'DELIVERED',
  );
  await panel.getByRole('button', { name: 'Unread', exact: true }).click();
  await item.waitFor({ state: 'detached' });
  await panel.getByRole('listitem').getByRole('button', { name: 'Archive' }).click();
  await panel.getByText('Nothing here').waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
  expect(somebody.complaints).toEqual([]);
  await somebody.leaves();
});
