import { describe, expect, it } from 'vitest';
import { blocks, spans } from './markdown';

describe('chat Markdown', () => {
  it('knows bold, code and links inside a line', () => {
    expect(spans('**韩梅梅** has `12` at [here](https://a.example/x)')).toEqual([
      { kind: 'bold', text: '韩梅梅' },
      { kind: 'text', text: ' has ' },
      { kind: 'code', text: '12' },
      { kind: 'text', text: ' at ' },
      { kind: 'link', text: 'here', href: 'https://a.example/x' },
    ]);
  });

  it('gathers the items of a list and drops blank lines', () => {
    expect(blocks('# Title\n\n- one\n- two\n> said')).toMatchObject([
      { kind: 'heading' },
      { kind: 'list', items: [[{ text: 'one' }], [{ text: 'two' }]] },
      { kind: 'quote' },
    ]);
  });

  it('takes no markup that is not closed', () => {
    expect(spans('2 * 3 * 4 and **open')).toEqual([{ kind: 'text', text: '2 * 3 * 4 and **open' }]);
  });
});
