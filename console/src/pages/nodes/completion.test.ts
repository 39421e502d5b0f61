import { describe, expect, it } from 'vitest';
import { completed, offers, typingAt } from './completion';

const variables = ['name', 'shares', 'grantName'].map((name) => ({
  name,
  type: 'string',
  secret: false,
  label: '',
  required: true,
  sample: '',
}));

describe('completing a variable', () => {
  it('begins at an open tag and nowhere else', () => {
    expect(typingAt('Dear {{na', 9)).toEqual({ start: 5, sigil: '', typed: 'na' });
    expect(typingAt('{{#gr', 5)).toMatchObject({ sigil: '#', typed: 'gr' });
    expect(typingAt('Dear {{name}} x', 15)).toBeNull();
    expect(typingAt('Dear na', 7)).toBeNull();
  });

  it('offers what begins alike before what merely holds it', () => {
    expect(offers(variables, 'NA').map(({ name }) => name)).toEqual(['name', 'grantName']);
    expect(offers(variables, '')).toHaveLength(3);
  });

  it('finishes the tag and keeps what follows it', () => {
    const text = 'Dear {{na, hello';
    const typing = typingAt(text, 9)!;
    expect(completed(text, 9, typing, 'name')).toEqual({
      text: 'Dear {{name}}, hello',
      cursor: 13,
    });
  });

  it('takes the ends of a tag that is already there', () => {
    const typing = typingAt('{{n}}!', 3)!;
    expect(completed('{{n}}!', 3, typing, 'name').text).toBe('{{name}}!');
  });

  it('closes a section', () => {
    const typing = typingAt('{{#s', 4)!;
    expect(completed('{{#s', 4, typing, 'shares')).toEqual({
      text: '{{#shares}}{{/shares}}',
      cursor: 11,
    });
  });
});
