import { IntlMessageFormat } from 'intl-messageformat';

type File = Promise<{ default: string }>;

/** Of one language when somebody reads it first: both together are a tenth of the first visit. */
const FILES: Record<string, () => File[]> = {
  en: () => [
    import('../../../server/src/main/resources/dev/herald/server/reason/words.en.properties?raw'),
    import('../../../channels/src/main/resources/dev/herald/channels/reason/words.en.properties?raw'),
  ],
  zh: () => [
    import('../../../server/src/main/resources/dev/herald/server/reason/words.zh.properties?raw'),
    import('../../../channels/src/main/resources/dev/herald/channels/reason/words.zh.properties?raw'),
  ],
};

/** What happened and why, as the server tells it. */
export interface Reason {
  code: string;
  parameters?: Record<string, unknown>;
  /** The server's own words, for a code that is newer than this page. */
  text?: string;
}

const WORDS: Record<string, Map<string, string>> = {};

/** To be awaited before anything is worded in the language. */
export async function readReasons(language: string): Promise<void> {
  const files = FILES[language];
  if (!files || WORDS[language]) return;
  const read = await Promise.all(files());
  WORDS[language] = new Map(read.flatMap((file) => [...entries(file.default)]));
}

/** The server's catalogue: one code a line, and its message format. */
export function entries(properties: string): Map<string, string> {
  return new Map(
    properties
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split(/ = (.*)/s).slice(0, 2) as [string, string]),
  );
}

/** What there are words for. */
export function codes(language: string): string[] {
  return [...(WORDS[language]?.keys() ?? [])].filter((key) => !key.includes('.'));
}

/** How the reader's language calls a thing, such as `channel.sms`. */
export function nameOf(key: string, language: string): string | undefined {
  return (WORDS[language] ?? Object.values(WORDS)[0])?.get(key);
}

/** A reason's words up to the first of what only a message can say. */
export function briefly(code: string, language: string): string {
  const words = nameOf(code, language) ?? code;
  const beginning = words
    .split('{')[0]!
    .replace(/(['‘“"(（:：,，;；\s]|\s(since|at|by|of|on|to|the))+$/u, '');
  return beginning === '' ? code : beginning;
}

const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const formats = new Map<string, IntlMessageFormat>();

function formatOf(code: string, language: string): IntlMessageFormat | null {
  const key = `${language} ${code}`;
  const known = formats.get(key);
  if (known) return known;
  const text = nameOf(code, language);
  if (text === undefined) return null;
  const format = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
  formats.set(key, format);
  return format;
}

/** What was left out stands as none, for the catalogue to choose by. */
function orNone(values: Record<string, string | number>): Record<string, string | number> {
  return new Proxy(values, {
    has: () => true,
    get: (all, name) => all[String(name)] ?? 'none',
  });
}

/** Makes words of a reason in one language, with times as its reader has them. */
export function worded(reason: Reason, language: string, timeText: (at: string) => string): string {
  const valueOf = (name: string, value: unknown): string | number => {
    if (value === null || value === undefined) return 'none';
    if (Array.isArray(value)) {
      const each = value.map((one) => nameOf(`${name}.${String(one)}`, language) ?? String(one));
      return each.join(language === 'zh' ? '、' : ', ') || 'none';
    }
    if (typeof value === 'object') return worded(value as Reason, language, timeText);
    if (typeof value === 'number') return value;
    const text = String(value);
    return TIME.test(text) ? timeText(text) : (nameOf(`${name}.${text}`, language) ?? text);
  };
  try {
    const values = Object.entries(reason.parameters ?? {}).map(
      ([name, value]) => [name, valueOf(name, value)] as const,
    );
    const said = formatOf(reason.code, language)?.format(orNone(Object.fromEntries(values)));
    return said === undefined ? (reason.text ?? reason.code) : String(said);
  } catch {
    return reason.text ?? reason.code;
  }
}
