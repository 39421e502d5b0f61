import { describe, expect, it } from 'vitest';
import { recipientsOf, rows } from './csv';
import { decoded } from './decode';

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

  it('is read with the signs of other countries between its cells', () => {
    const entries = [{ line: 2, json: '{"code":"E9","name":"Müller, J","addresses":{}}' }];
    expect(recipientsOf('code;name\r\nE9;Müller, J\r\n')).toEqual({ entries });
    expect(recipientsOf('Code\tName\nE9\tMüller, J\n')).toEqual({ entries });
  });

  it('is refused whole where a value would be lost or put elsewhere', () => {
    expect(recipientsOf('code,name,name\nE9,a,b')).toEqual({ wrong: 'twice' });
    expect(recipientsOf('code,Email,email\nE9,a,b')).toEqual({ wrong: 'twice' });
    expect(recipientsOf('code,name,email\nE8,x\nE9,Smith, Anna,a@b.example')).toEqual({
      wrong: 'wide',
      line: 3,
    });
    expect(recipientsOf('code,,name\nE8,,x\nE9,lost,y')).toEqual({ wrong: 'unnamed', line: 3 });
    expect(recipientsOf('code,name\nE9,"open\nE10,x')).toEqual({ wrong: 'open', line: 2 });
    expect(recipientsOf('code,name\nE9,\uFFFD')).toEqual({ wrong: 'encoding' });
    expect(recipientsOf('code,name\nE9,x,,\n')).toHaveProperty('entries');
  });

  it('is read in the encodings that spreadsheets write', () => {
    const text = 'code,name\nE1,韩梅梅𠮷\n';
    const utf16 = new Uint8Array(2 + 2 * text.length);
    const view = new DataView(utf16.buffer);
    [...('\uFEFF' + text).split('')].forEach((c, i) =>
      view.setUint16(2 * i, c.charCodeAt(0), true),
    );
    const gb = [0xba, 0xab, 0xc3, 0xb7, 0xc3, 0xb7, 0x95, 0x34, 0xb2, 0x35];
    const ascii = (part: string) => [...new TextEncoder().encode(part)];
    const gb18030 = new Uint8Array([...ascii('code,name\nE1,'), ...gb, ...ascii('\n')]);

    expect(decoded(new TextEncoder().encode(text))).toBe(text);
    expect(decoded(new TextEncoder().encode('\uFEFF' + text))).toBe(text);
    expect(decoded(utf16)).toBe(text);
    expect(decoded(gb18030)).toBe(text);
  });

  it('is refused without a column for the code, or without rows', () => {
    expect(recipientsOf('name\nx')).toEqual({ wrong: 'head' });
    expect(recipientsOf('code,name\n\n')).toEqual({ wrong: 'empty' });
  });
});
