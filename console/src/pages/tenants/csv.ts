/** A row of a CSV file with the line of the file it starts at, counted from 1. */
export interface Row {
  line: number;
  cells: string[];
  /** It has a quote that is not closed. */
  open?: boolean;
}

/**
 * Reads RFC 4180: quotes, doubled quotes, line breaks inside of quotes; blank lines are left out.
 * Between cells stands a comma, or a semicolon or tab where the first line has no comma.
 */
export function rows(text: string): Row[] {
  const found: Row[] = [];
  let line = 1;
  let row: Row = { line, cells: [] };
  let cell = '';
  let quoted = false;
  const endRow = () => {
    row.cells.push(cell);
    if (row.cells.length > 1 || cell !== '') found.push(row);
    cell = '';
    row = { line, cells: [] };
  };
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const head = source.split('\n', 1)[0] ?? '';
  const between = [',', ';', '\t'].find((sign) => head.includes(sign)) ?? ',';
  for (let at = 0; at < source.length; at++) {
    const character = source[at]!;
    if (character === '\n') line++;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (source[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === between) {
      row.cells.push(cell);
      cell = '';
    } else if (character === '\n') endRow();
    else cell += character;
  }
  if (quoted) row.open = true;
  if (cell !== '' || row.cells.length > 0) endRow();
  return found;
}

export interface Entry {
  line: number;
  json: string;
}

/** Why a file can't be taken: nothing of it is. */
export interface Wrong {
  wrong: 'head' | 'empty' | 'encoding' | 'twice' | 'unnamed' | 'wide' | 'open';
  line?: number;
}

export type Import = { entries: Entry[] } | Wrong;

const OWN = new Set(['code', 'name', 'locale', 'zone']);

/** Recipients of a CSV file, each as the line of NDJSON that the server reads. */
export function recipientsOf(text: string): Import {
  if (text.includes('\uFFFD')) return { wrong: 'encoding' };
  const [head, ...body] = rows(text);
  const columns = head?.cells.map((name) => name.trim().toLowerCase()) ?? [];
  if (!columns.includes('code')) return { wrong: 'head' };
  const named = columns.filter(Boolean);
  if (new Set(named).size < named.length) return { wrong: 'twice' };
  if (body.length === 0) return { wrong: 'empty' };
  const open = body.find((row) => row.open);
  if (open) return { wrong: 'open', line: open.line };
  const wide = body.find(({ cells }) => cells.slice(columns.length).some((cell) => cell.trim()));
  if (wide) return { wrong: 'wide', line: wide.line };
  const unnamed = body.find(({ cells }) => cells.some((cell, at) => !columns[at] && cell.trim()));
  if (unnamed) return { wrong: 'unnamed', line: unnamed.line };
  return {
    entries: body.map(({ line, cells }) => ({ line, json: JSON.stringify(entry(columns, cells)) })),
  };
}

function entry(columns: string[], cells: string[]) {
  const own: Record<string, string> = {};
  const addresses: Record<string, string> = {};
  columns.forEach((column, index) => {
    const value = cells[index]?.trim();
    if (value) (OWN.has(column) ? own : addresses)[column] = value;
  });
  return { ...own, addresses };
}
