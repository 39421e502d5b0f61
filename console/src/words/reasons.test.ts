import { beforeAll, describe, expect, it } from 'vitest';
import { briefly, codes, entries, readReasons, worded } from './reasons';

beforeAll(async () => {
  await readReasons('en');
  await readReasons('zh');
});

const at = (time: string) => `<${time}>`;

describe('a reason', () => {
  it('is named briefly, without what only a message can say', () => {
    expect(briefly('PROVIDER_REFUSED_ADDRESS', 'zh')).toBe('服务商拒绝该地址');
    expect(briefly('NO_SUCH_CODE', 'en')).toBe('NO_SUCH_CODE');
  });

  it('is told in the reader’s language, with its times as he has them', () => {
    const paused = {
      code: 'PAUSED',
      parameters: {
        kind: 'LANE',
        key: 'critical',
        by: 'li.lei',
        since: '2026-11-22T03:00:00Z',
      },
    };
    expect(worded(paused, 'zh', at)).toBe(
      '优先级 critical 自 <2026-11-22T03:00:00Z> 起由 li.lei 暂停',
    );
    expect(worded(paused, 'en', at)).toBe(
      'lane critical is paused by li.lei since <2026-11-22T03:00:00Z>',
    );
  });

  it('tells the reason that it follows from', () => {
    const reason = {
      code: 'GOES_ON_BY',
      parameters: {
        channel: 'sms',
        why: { code: 'GIVEN_UP', parameters: { attempts: 1, why: { code: 'NO_ANSWER_IN_TIME' } } },
      },
    };
    expect(worded(reason, 'en', at)).toBe(
      'given up after 1 attempt, the last one: no answer in time; continuing by SMS',
    );
    expect(worded(reason, 'zh', at)).toBe(
      '放弃发送（共尝试 1 次），最后一次：服务商未在时限内应答；改走短信',
    );
  });

  it('says what is wrong with a definition, with its code as it is written', () => {
    const reason = {
      code: 'EXPRESSION_WRONG_AT',
      parameters: {
        why: { code: 'WORD_UNREAD', parameters: { word: 'bdy', nearest: 'body', known: ['body'] } },
        at: 3,
      },
    };
    expect(worded(reason, 'zh', at)).toBe('这里没有“bdy”；是不是“body”？（表达式第 3 个字符）');
    const unclosed = { code: 'FORM_WRONG', parameters: { form: 'EXPRESSION' } };
    expect(worded(unclosed, 'en', at)).toBe('must be one expression: "${…}"');
  });

  it('has the server’s words where the code is newer than the page', () => {
    expect(worded({ code: 'NEWER', text: 'as the server says' }, 'zh', at)).toBe(
      'as the server says',
    );
  });
});

describe('the catalogue', () => {
  it('has no text that can not be read here', () => {
    for (const language of ['en', 'zh']) {
      for (const code of codes(language)) {
        const text = worded({ code, text: 'unreadable' }, language, at);
        expect(text, `${language} ${code}`).not.toBe('unreadable');
      }
    }
  });

  it('keeps what stands behind the first sign of equality', () => {
    expect([...entries('# a note\nA = b = c\n')]).toEqual([['A', 'b = c']]);
  });
});
