import { describe, expect, it } from 'vitest';
import { preferredLanguage } from '../words';
import { bytes } from './bytes';
import { shortTime } from './time';

describe('figures for people', () => {
  it('say sizes in powers of 1,024', () => {
    expect([0, 512, 1536, 20 * 1024 ** 2].map(bytes)).toEqual(['0 B', '512 B', '1.5 KB', '20 MB']);
  });

  it('leave today’s date and this year’s number out of a time', () => {
    const now = new Date(2026, 10, 22, 12, 0, 0);
    expect(shortTime(new Date(2026, 10, 22, 9, 5, 7), now, 'en')).toBe('09:05:07');
    expect(shortTime(new Date(2026, 10, 20, 9, 5, 7), now, 'en')).not.toContain('2026');
    expect(shortTime(new Date(2024, 10, 20, 9, 5, 7), now, 'zh')).toContain('2024');
  });
});

describe('the first language', () => {
  it('is Chinese when the browser prefers any Chinese over English', () => {
    expect(preferredLanguage(['zh-TW', 'en'])).toBe('zh');
    expect(preferredLanguage(['fr', 'zh-CN', 'en'])).toBe('zh');
    expect(preferredLanguage(['en-GB', 'zh'])).toBe('en');
    expect(preferredLanguage(['fr'])).toBe('en');
  });
});
