import { expect, it } from 'vitest';
import { ask, until } from './herald';
import { Person } from './people';

interface Records {
  items: { id: string; state: string }[];
}

it('a record that could not be taken is mended and replayed', async () => {
  const { items } = await until(
    () => ask<Records>('GET', '/v1/quarantine'),
    (found) => found.items.length > 0,
  );
  const somebody = await Person.administrator();
  await somebody.goTo('/queues');
  await somebody.sees('grants');
  await somebody.sees('wrong fields: node');
  await somebody.press('Open');

  const body = somebody.page.getByRole('textbox', { name: 'Content of the record' });
  const held = await body.inputValue();
  expect(held).toContain('grant.vestd');
  await body.fill(held.replace('grant.vestd', 'grant.vested'));
  await somebody.press('Save');
  await somebody.sees('Saved. Replay it to submit it.');
  await somebody.press('Replay');
  await somebody.sees('It was accepted.');

  await somebody.sees('Nothing is in quarantine');
  const decided = await ask<{ state: string }>('GET', `/v1/quarantine/${items[0]!.id}`);
  expect(decided.state).toBe('REPLAYED');
  expect(somebody.complaints).toEqual([]);
  await somebody.leaves();
});
