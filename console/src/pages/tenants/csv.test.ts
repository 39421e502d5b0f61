import { describe, expect, it } from 'vitest';
import { recipientsOf, rows } from './csv';

describe('a CSV file', () => {
  it('is read with quotes, commas and line breaks inside of them', () => {
    const text = '\uFEFFcode,name\r\nE1,"Han, ""Mei"""\r\nE2,"two\nlines"\r\n\r\nE3,x\r\n';
    expect(rows(text)).toEqual([
      { line: 1, cells: ['code', 'name'] },
      { line: 2, cells: ['E1', 'Han, "Mei"'] },
      { line: 3, cells: ['E2', 'two\nlines'] },
      { line: 6, cells: ['E3', 'x'] },
    ]);
  });

  it('becomes recipients whose other columns are addresses', () => {
    const read = recipientsOf('code, name ,email,phone\nE1,韩梅梅,a@b.example,\n');
    expect(read).toEqual({
      entries: [
        {
          line: 2,
          json: '{"code":"E1","name":"韩梅梅","addresses":{"email":"a@b.example"}}',
        },
      ],
    });
  });

  it('is refused without a column for the code, or without rows', () => {
    expect(recipientsOf('name\nx')).toEqual({ wrong: 'head' });
    expect(recipientsOf('code,name\n\n')).toEqual({ wrong: 'empty' });
  });
});
