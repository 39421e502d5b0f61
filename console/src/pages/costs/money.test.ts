import { expect, it } from 'vitest';
import { parsePrices, writePrices } from './money';

it('reads what people write, and writes what it reads', () => {
  expect(parsePrices('cn 0.045\n* 0.5\n\n')).toEqual({ CN: 0.045, '*': 0.5 });
  expect(parsePrices('CN: 0.045')).toEqual({ CN: 0.045 });
  expect(parsePrices('CN')).toEqual({ CN: NaN });
  expect(writePrices({ US: 0.5, CN: 0.045 })).toBe('CN 0.045\nUS 0.5');
});
