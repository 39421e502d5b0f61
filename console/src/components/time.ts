const DAY = 86_400_000;

/** As short as the distance allows: the time today, the day this year, else the whole date. */
export function shortTime(at: Date, now: Date, language: string): string {
  const sameDay = at.toDateString() === now.toDateString();
  if (sameDay)
    return format(at, language, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const near = Math.abs(at.getTime() - now.getTime()) < 300 * DAY;
  return format(at, language, {
    ...(near ? {} : { year: 'numeric' }),
    month: near ? 'short' : '2-digit',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

export function longTime(at: Date, language: string): string {
  return format(at, language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    timeZoneName: 'short',
  });
}

function format(at: Date, language: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    hourCycle: 'h23',
    ...options,
  }).format(at);
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

type Unit = 'day' | 'hour' | 'minute' | 'second' | 'millisecond';

const SPANS: Record<string, number> = { ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY };

/** Milliseconds of a span such as `7d` or `1h30m`; undefined when it is none. */
export function spanOf(text: string): number | undefined {
  if (!/^(\d+(ms|[smhd]))+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+)(ms|[smhd])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * SPANS[unit!]!,
    0,
  );
}

/** `7ms`, `1.25s`, `3m 12s`, `2h 5m`, `3d 4h`; in Chinese `7毫秒`, `3分钟12秒`. */
export function took(millis: number, language: string): string {
  const told = (value: number, unit: Unit, digits = 0) =>
    new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
      style: 'unit',
      unit,
      // What is narrow in Chinese has `ms` beside `秒`.
      unitDisplay: language === 'zh' ? 'short' : 'narrow',
      maximumFractionDigits: digits,
    }).format(value);
  const both = (large: Unit, small: Unit, each: number, inOne: number) => {
    const total = Math.round(millis / each);
    const parts = [told(Math.floor(total / inOne), large)];
    if (total % inOne > 0) parts.push(told(total % inOne, small));
    return parts.join(language === 'zh' ? '' : ' ');
  };
  if (millis < SECOND) return told(millis, 'millisecond');
  if (millis < 10 * SECOND) return told(millis / SECOND, 'second', 2);
  if (millis < MINUTE) return told(millis / SECOND, 'second', 1);
  if (millis < HOUR) return both('minute', 'second', SECOND, 60);
  if (millis < DAY) return both('hour', 'minute', MINUTE, 60);
  return both('day', 'hour', HOUR, 24);
}
