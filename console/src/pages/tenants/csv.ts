/** A row of a CSV file with the line of the file it starts at, counted from 1. */
export interface Row {
  line: number;
  cells: string[];
}

/** Reads RFC 4180: quotes, doubled quotes, line breaks inside of quotes; blank lines are left out. */
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
    else if (character === ',') {
      row.cells.push(cell);
      cell = '';
    } else if (character === '\n') endRow();
    else cell += character;
  }
  if (cell !== '' || row.cells.length > 0) endRow();
  return found;
}

export interface Entry {
  line: number;
  json: string;
}

export type Import = { entries: Entry[] } | { wrong: 'head' | 'empty' };

const OWN = new Set(['code', 'name', 'locale']);

/** Recipients of a CSV file, each as the line of NDJSON that the server reads. */
export function recipientsOf(text: string): Import {
  const [head, ...body] = rows(text);
  const columns = head?.cells.map((name) => name.trim()) ?? [];
  if (!columns.includes('code')) return { wrong: 'head' };
  if (body.length === 0) return { wrong: 'empty' };
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
