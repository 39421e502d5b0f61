import { describe, expect, it } from 'vitest';
import { isLed } from './shortcuts';

describe('a key that leads to a page', () => {
  it('does so after g alone, also when the page has just begun', () => {
    expect(isLed(undefined, 300)).toBe(false);
    expect(isLed(200, 300)).toBe(true);
  });

  it('is forgotten after a while', () => {
    expect(isLed(200, 5_000)).toBe(false);
  });
});
