import { describe, expect, it } from 'vitest';
import { Problem } from '../../api/problem';
import { sorted } from './usePreview';

describe('what is wrong with a template', () => {
  it('stands at the field that it is about', () => {
    const error = (field: string) => ({ field, code: '', parameters: {}, reason: 'is wrong' });
    const problem = new Problem(422, '', '', [
      error('content.subject'),
      error('content.html'),
      error('data.shares'),
    ]);
    expect(sorted(problem, 'email')).toEqual({
      at: { subject: [error('content.subject')], html: [error('content.html')] },
      left: [error('data.shares')],
    });
    expect(sorted(new Problem(422, '', '', [error('content.params[2]')]), 'template').at).toEqual({
      params: [error('content.params[2]')],
    });
  });

  it('is nothing when another trouble came', () => {
    expect(sorted(new Error('x'), 'email')).toEqual({ at: {}, left: [] });
  });
});
