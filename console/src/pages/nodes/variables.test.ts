import { describe, expect, it } from 'vitest';
import {
  exampleOf,
  renamed,
  rowsOf,
  typeOf,
  withExample,
  withOneMore,
  withRows,
  withSecret,
  withText,
  withType,
} from './variables';

const SCHEMA = JSON.stringify({
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: { type: 'string', minLength: 1 },
    price: { type: 'number', 'x-format': 'money', 'x-currency-from': 'currency' },
    currency: { type: 'string', enum: ['CNY', 'USD'] },
  },
});

describe('variables as a table', () => {
  const rows = rowsOf(SCHEMA)!;
  const of = (changed: typeof rows) => JSON.parse(withRows(SCHEMA, changed));

  it('are written back as they were', () => {
    expect(of(rows)).toEqual(JSON.parse(SCHEMA));
  });

  it('keep what a row does not show when it is changed', () => {
    const [name, price, currency] = rows;
    const changed = of([
      withText({ ...name!, required: false }, 'title', '姓名'),
      withExample(price!, '8.5'),
      withSecret(currency!, true),
    ]);
    expect(changed.required).toBeUndefined();
    expect(changed.additionalProperties).toBe(false);
    expect(changed.properties.name).toEqual({ type: 'string', minLength: 1, title: '姓名' });
    expect(changed.properties.price.examples).toEqual([8.5]);
    expect(changed.properties.currency).toMatchObject({ enum: ['CNY', 'USD'], 'x-secret': true });
  });

  it('are renamed wherever they are named', () => {
    const changed = of(renamed(rows, 'currency', 'unit'));
    expect(Object.keys(changed.properties)).toEqual(['name', 'price', 'unit']);
    expect(changed.properties.price['x-currency-from']).toBe('unit');
  });

  it('have types, of which some are formats of text', () => {
    const day = withType(rows[0]!, 'date');
    expect(day.shape).toMatchObject({ type: 'string', format: 'date' });
    expect(typeOf(day)).toBe('date');
    expect(withType(day, 'integer').shape['format']).toBeUndefined();
  });

  it('begin with a name that is free', () => {
    const more = withOneMore(withOneMore(rows));
    expect(new Set(more.map((row) => row.name)).size).toBe(5);
    expect(exampleOf(more[4]!)).toBe('');
  });

  it('are no table where the text is no schema', () => {
    expect(rowsOf('{"type": ')).toBeNull();
    expect(rowsOf('[]')).toBeNull();
    expect(rowsOf('')).toEqual([]);
  });
});
