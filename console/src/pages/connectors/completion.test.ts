import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { offersAt, type Schema } from './completion';

const schema = JSON.parse(readFileSync('../docs/connector.schema.json', 'utf8')) as Schema;
const names = (text: string) => offersAt(text, schema)?.names.map(({ label }) => label) ?? [];

describe('completing a definition', () => {
  it('offers the names of the whole at the beginning of a line', () => {
    expect(names('')).toEqual(expect.arrayContaining(['connector', 'request', 'answer']));
    expect(offersAt('connector: a\nreq', schema)?.typed).toBe(3);
  });

  it('offers the names of the section that the line is indented into', () => {
    const text = 'connector: a\nrequest:\n  post: https://a.example\n  ';
    expect(names(text)).toEqual(expect.arrayContaining(['headers', 'json', 'query']));
    expect(names(text)).not.toContain('connector');
  });

  it('offers what a setting of a source can say', () => {
    expect(names('source:\n  token:\n    ')).toEqual(
      expect.arrayContaining(['secret', 'required', 'pattern']),
    );
  });

  it('offers the words that a value may be', () => {
    expect(names('destination: ')).toEqual(expect.arrayContaining(['email', 'phone', 'none']));
    expect(names('ambiguous: re')).toEqual(expect.arrayContaining(['resend', 'hold']));
    expect(names('source:\n  token:\n    secret: ')).toEqual(
      expect.arrayContaining(['true', 'false']),
    );
  });

  it('offers what an element of a list can say', () => {
    const text = 'examples:\n  requests:\n    - ';
    expect(names(text)).toEqual(expect.arrayContaining(['content', 'json']));
    expect(names('examples:\n  answers:\n    - status: 200\n      ')).toEqual(
      expect.arrayContaining(['body', 'is']),
    );
  });

  it('offers nothing inside a text', () => {
    expect(offersAt('label: { en: Some', schema)).toBeNull();
  });
});
