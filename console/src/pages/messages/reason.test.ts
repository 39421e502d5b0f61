import { describe, expect, it } from 'vitest';
import { reasonIn } from './reason';

describe('a reason in a trace', () => {
  it('is taken apart when Herald wrote it', () => {
    expect(reasonIn('source hengtong-sms is at its rate cap ([1 per second])')).toEqual({
      says: 'atCap',
      with: { source: 'hengtong-sms', caps: '1 per second' },
    });
    expect(
      reasonIn('source hook has as many calls under way to this destination as it answers well'),
    ).toEqual({ says: 'destinationBusy', with: { source: 'hook' } });
    expect(
      reasonIn('no source of channel sms takes text to phone; there are a (template to phone)'),
    ).toMatchObject({ says: 'noneFits', with: { sources: 'a (template to phone)' } });
    expect(
      reasonIn('node esop/grant.vested is paused by li.lei since 2026-11-22T03:00:00Z: wrong text'),
    ).toMatchObject({ says: 'nodePausedFor', with: { by: 'li.lei', reason: 'wrong text' } });
  });

  it('keeps a provider’s words inside of one', () => {
    expect(
      reasonIn('given up after 3 attempts, the last one: 451 try later; going on by sms'),
    ).toEqual({
      says: 'goingOn',
      with: {
        reason: 'given up after 3 attempts, the last one: 451 try later',
        channel: 'sms',
      },
    });
  });

  it('is left as it came when a provider wrote it', () => {
    expect(reasonIn('InBlacklist: the number is on the blacklist')).toBeNull();
  });
});
