import { describe, expect, it } from 'vitest';
import { changed, queryOf, readWanted, resolved, writeWanted } from './filters';

describe('filters in the address', () => {
  it('are read back as they were written', () => {
    const wanted = {
      filter: {
        application: 'esop',
        node: 'grant.vested',
        state: 'FAILED',
        destination: '+86 138',
      },
      since: '24h' as const,
    };
    expect(readWanted(new URLSearchParams(writeWanted(wanted).toString()))).toEqual(wanted);
  });

  it('leave out what is empty, blank or unknown', () => {
    const search = new URLSearchParams('application=&tenant=%20&color=red&since=forever&lane=bulk');
    expect(readWanted(search)).toEqual({ filter: { lane: 'bulk' }, since: null });
  });

  it('turn a window into a time that stays the same within its minute', () => {
    const wanted = { filter: { lane: 'bulk' }, since: '1h' as const };
    const early = resolved(wanted, new Date('2026-11-22T10:00:01Z'));
    expect(early).toEqual({ lane: 'bulk', from: '2026-11-22T09:00:00.000Z' });
    expect(resolved(wanted, new Date('2026-11-22T10:00:59Z'))).toEqual(early);
  });

  it('take today from midnight on, as the reader has it', () => {
    const now = new Date(2026, 10, 22, 10, 30);
    expect(resolved({ filter: {}, since: 'today' }, now).from).toBe(
      new Date(2026, 10, 22).toISOString(),
    );
  });

  it('forget the node when the application changes, and the recipient when the tenant does', () => {
    const filter = { application: 'esop', node: 'grant.vested', tenant: 'a', recipient: 'E1' };
    expect(changed(filter, 'application', 'hr')).toEqual({
      application: 'hr',
      tenant: 'a',
      recipient: 'E1',
    });
    expect(changed(filter, 'tenant', undefined)).not.toHaveProperty('recipient');
  });

  it('escape what stands for something in an address', () => {
    expect(queryOf({ destination: '+86 1&2' })).toBe('destination=%2B86+1%262');
  });
});
