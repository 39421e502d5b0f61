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

/** `7 ms`, `1.25 s`, `3.2 min`. */
export function took(millis: number): string {
  if (millis < 1_000) return `${Math.round(millis)} ms`;
  if (millis < 60_000) return `${trimmed(millis / 1_000)} s`;
  if (millis < 3_600_000) return `${trimmed(millis / 60_000)} min`;
  return `${trimmed(millis / 3_600_000)} h`;
}

function trimmed(value: number): string {
  return value.toFixed(value < 10 ? 2 : 1).replace(/\.?0+$/, '');
}
