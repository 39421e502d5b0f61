import type { Variable } from './node';

/** A tag that is being typed: where it starts, and what stands in it so far. */
export interface Typing {
  start: number;
  sigil: string;
  typed: string;
}

const OPEN = /\{\{([#^/]?)\s*([\w.]*)$/;

/** The tag left of the cursor that has no end yet, or null. */
export function typingAt(text: string, cursor: number): Typing | null {
  const found = OPEN.exec(text.slice(0, cursor));
  if (!found) return null;
  return { start: found.index, sigil: found[1]!, typed: found[2]! };
}

/** Variables that go on from what was typed: by their beginning first, then by any part. */
export function offers(variables: Variable[], typed: string): Variable[] {
  const wanted = typed.toLowerCase();
  const starts = (variable: Variable) => variable.name.toLowerCase().startsWith(wanted);
  return variables
    .filter((variable) => variable.name.toLowerCase().includes(wanted))
    .sort((a, b) => Number(starts(b)) - Number(starts(a)));
}

/** The text with the tag finished, and where the cursor then stands. */
export function completed(
  text: string,
  cursor: number,
  { start, sigil }: Typing,
  name: string,
): { text: string; cursor: number } {
  const rest = text.slice(cursor).replace(/^[\w.]*\s*\}{0,2}/, '');
  const tag = `{{${sigil}${name}}}`;
  const closing = sigil === '#' || sigil === '^' ? `{{/${name}}}` : '';
  return {
    text: text.slice(0, start) + tag + closing + rest,
    cursor: start + tag.length,
  };
}
