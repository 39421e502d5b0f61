import type { Connector } from '../../api/shapes';

export type SettingField = Connector['fields'][number];

const CHOICES = /^[\w.-]+(\|[\w.-]+)+$/;

/** What a field may be, where its pattern is a plain list; null where it is anything else. */
export function choicesOf({ pattern }: Pick<SettingField, 'pattern'>): string[] | null {
  return pattern && CHOICES.test(pattern) ? pattern.split('|') : null;
}

/** What people call it, and what to know beside that. */
export function wordsOf({ name, label, help }: SettingField, language: string) {
  const of = (words: Record<string, string>) => words[language] ?? words['en'];
  return { label: of(label) ?? name, help: of(help), named: of(label) !== undefined };
}
