import { describe, expect, it } from 'vitest';
import { choicesOf, wordsOf, type SettingField } from './setting';

const FIELD: SettingField = {
  name: 'security',
  label: { en: 'Encryption', zh: '加密方式' },
  help: {},
  secret: false,
  required: false,
  target: true,
};

describe('a setting of a source', () => {
  it('is chosen where its pattern is a list of words', () => {
    expect(choicesOf({ pattern: 'starttls|tls|none' })).toEqual(['starttls', 'tls', 'none']);
    expect(choicesOf({ pattern: 'true|false' })).toEqual(['true', 'false']);
    expect(choicesOf({ pattern: 'min|low|[1-5]' })).toBeNull();
    expect(choicesOf({ pattern: '\\w+' })).toBeNull();
    expect(choicesOf({})).toBeNull();
  });

  it('is called what its definition calls it, or by its name', () => {
    expect(wordsOf(FIELD, 'zh').label).toBe('加密方式');
    expect(wordsOf(FIELD, 'de').label).toBe('Encryption');
    expect(wordsOf({ ...FIELD, label: {} }, 'zh')).toMatchObject({
      label: 'security',
      named: false,
    });
  });
});
