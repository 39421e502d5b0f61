import { describe, expect, it } from 'vitest';
import { daysOf, kindOf, monthOf, specOf, textOf, toggled } from './calendar';

describe('a calendar of workdays', () => {
  const days = daysOf({ holidays: ['2026-10-01/2026-10-07'], workdays: ['2026-10-10'] });

  it('knows each day, and writes days in a row as a range', () => {
    expect(
      ['2026-09-30', '2026-10-03', '2026-10-10', '2026-10-11'].map((day) => kindOf(day, days)),
    ).toEqual(['work', 'holiday', 'worked', 'weekend']);
    expect(specOf(days)).toEqual({
      holidays: ['2026-10-01/2026-10-07'],
      workdays: ['2026-10-10'],
    });
  });

  it('is changed day by day', () => {
    const changed = toggled('2026-10-08', toggled('2026-10-03', toggled('2026-10-17', days)));
    expect(specOf(changed)).toEqual({
      holidays: ['2026-10-01/2026-10-02', '2026-10-04/2026-10-08'],
      workdays: ['2026-10-10', '2026-10-17'],
    });
    expect(specOf(toggled('2026-10-05', toggled('2026-10-05', days)))).toEqual(specOf(days));
  });

  it('has months that begin on Monday', () => {
    const october = monthOf(2026, 9);
    expect(october.indexOf('2026-10-01')).toBe(3);
    expect(october.at(-1)).toBe('2026-10-31');
  });

  it('reads what Excel in Chinese writes', () => {
    const gbk = new Uint8Array([0xd0, 0xdd]);
    expect(textOf(gbk.buffer)).toBe('休');
    expect(textOf(new TextEncoder().encode('休').buffer as ArrayBuffer)).toBe('休');
  });
});
