import type { Schemas } from '../../api/client';

export type CalendarSpec = Schemas['CalendarSpec'];

/** Days as `2026-10-01`, which sort and compare as they are. */
export interface Days {
  holidays: ReadonlySet<string>;
  workdays: ReadonlySet<string>;
}

const DAY = 86_400_000;

const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

function expanded(written: readonly string[] = []): Set<string> {
  const days = new Set<string>();
  for (const each of written) {
    const [first = '', last = first] = each.split('/');
    for (let time = at(first); time <= at(last); time += DAY) days.add(dayOf(time));
  }
  return days;
}

export function daysOf({ holidays, workdays }: CalendarSpec): Days {
  return { holidays: expanded(holidays), workdays: expanded(workdays) };
}

/** Days that follow one another as one range. */
function ranges(days: ReadonlySet<string>): string[] {
  const found: [string, string][] = [];
  for (const day of [...days].sort()) {
    const range = found.at(-1);
    if (range && at(day) - at(range[1]) === DAY) range[1] = day;
    else found.push([day, day]);
  }
  return found.map(([first, last]) => (first === last ? first : `${first}/${last}`));
}

export function specOf({ holidays, workdays }: Days): Required<CalendarSpec> {
  return { holidays: ranges(holidays), workdays: ranges(workdays) };
}

export type Kind = 'work' | 'weekend' | 'holiday' | 'worked';

export function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(at(day)).getUTCDay());
}

export function kindOf(day: string, { holidays, workdays }: Days): Kind {
  if (holidays.has(day)) return 'holiday';
  if (workdays.has(day)) return 'worked';
  return isWeekend(day) ? 'weekend' : 'work';
}

/** A day off for a workday, a workday for a day of a weekend, and back. */
export function toggled(day: string, days: Days): Days {
  const holidays = new Set(days.holidays);
  const workdays = new Set(days.workdays);
  if (!holidays.delete(day) && !workdays.delete(day)) {
    (isWeekend(day) ? workdays : holidays).add(day);
  }
  return { holidays, workdays };
}

/** The days of a month, with blanks before the first so that weeks begin on Monday. */
export function monthOf(year: number, month: number): (string | null)[] {
  const first = Date.UTC(year, month, 1);
  const count = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const before = (new Date(first).getUTCDay() + 6) % 7;
  return [
    ...Array.from({ length: before }, () => null),
    ...Array.from({ length: count }, (_, day) => dayOf(first + day * DAY)),
  ];
}

/** The text of a file: UTF-8, or what Excel in Chinese writes. */
export function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
