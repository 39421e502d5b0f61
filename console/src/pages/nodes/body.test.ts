import { describe, expect, it } from 'vitest';
import { contentOf, draftOf, kindOf } from './body';

describe('a template’s content', () => {
  it.each([
    ['email', { subject: 'Hi {{name}}', html: '<p>x</p>', text: 'x' }],
    [
      'email',
      {
        subject: 'S',
        text: 'x',
        replyTo: 'a@b.cn',
        cc: ['{{manager}}', 'c@b.cn'],
        unsubscribe: 'https://a.example/u',
      },
    ],
    ['text', { text: 'x' }],
    ['markdown', { title: 'T', markdown: '**x**' }],
    ['text', { text: 'x', mentions: { all: true, users: ['{{who}}'] } }],
    ['link', { title: 'T', text: 'x', url: 'https://a.example/{{id}}' }],
    ['template', { template: '2001', params: ['{{a}}', '5'], preview: 'x' }],
    ['template', { template: 'SMS_1', params: { code: '{{code}}' } }],
    ['payload', { type: 'grant.vested', json: { shares: '{{shares}}' } }],
  ] as const)('comes back from the editor as it went in: %s', (kind, content) => {
    expect(kindOf(content)).toBe(kind);
    expect(contentOf(kind, draftOf(content))).toEqual(content);
  });

  it('leaves out what is empty', () => {
    expect(contentOf('email', { subject: 'S', html: '', text: 'T' })).toEqual({
      subject: 'S',
      text: 'T',
    });
  });
});
