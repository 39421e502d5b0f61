import { describe, expect, it } from 'vitest';
import type { Message, Step } from '../../api/shapes';
import { reasonIn } from './reason';
import { verdictOf } from './verdict';

function message(change: Partial<Message>): Message {
  return {
    id: 'm',
    request: 'r',
    state: 'FAILED',
    verdict: '',
    application: { code: 'esop', name: 'ESOP', owner: 'Li Lei' },
    node: 'login.code',
    nodeName: 'Code to sign in',
    tenantName: 'Hengtong',
    tenant: 'hengtong',
    channel: 'sms',
    destination: '+86***000',
    lane: 'critical',
    attempts: 1,
    acceptedAt: '2026-11-22T10:00:00Z',
    requestedBy: 'esop',
    mode: 'live',
    ...change,
  };
}

function attempt(outcome: string, change: Partial<Step> = {}): Step {
  return {
    at: '2026-11-22T10:03:00Z',
    kind: 'ATTEMPT',
    state: 'FAILED',
    reason: 'InBlacklist: the number is on the blacklist',
    attempt: { number: 1, source: 'hengtong-sms', outcome, durationMillis: 7 },
    ...change,
  };
}

describe('the verdict', () => {
  it('says that a refused address will be refused again', () => {
    const verdict = verdictOf(message({ trace: [attempt('REJECTED_RECIPIENT')] }));
    expect(verdict).toMatchObject({ says: 'recipient', advice: ['sameAgain'], next: null });
    expect(verdict.reason).toBe('InBlacklist: the number is on the blacklist');
  });

  it('points to the message that went on by another channel', () => {
    const step = attempt('REJECTED_RECIPIENT', {
      reason: 'InBlacklist; going on by email',
      message: 'next-one',
    });
    const verdict = verdictOf(message({ trace: [step] }));
    expect(verdict).toMatchObject({
      advice: ['fallback'],
      next: 'next-one',
      reason: 'InBlacklist',
    });
  });

  it('says how many go before one that waits for its turn', () => {
    const verdict = verdictOf(
      message({
        state: 'PENDING',
        dueAt: '2026-11-22T10:00:00Z',
        attempts: 0,
        verdict:
          "Waiting for its turn since 2026-11-22T10:00:00Z: 4312 of its tenant's messages on sms are before it, at mas (500 per second).",
      }),
    );
    expect(verdict).toMatchObject({ says: 'held', advice: ['goesOn'] });
    expect(reasonIn(verdict.reason ?? '')).toEqual({
      says: 'ahead',
      with: { count: '4312', channel: 'sms', sources: 'mas (500 per second)' },
    });
  });

  it('names the source whose account is refused', () => {
    const verdict = verdictOf(message({ trace: [attempt('REJECTED_CREDENTIALS')] }));
    expect(verdict).toMatchObject({ says: 'credentials', with: { source: 'hengtong-sms' } });
  });

  it('counts the attempts of one that was given up', () => {
    const verdict = verdictOf(message({ attempts: 6, trace: [attempt('RETRYABLE')] }));
    expect(verdict).toMatchObject({ says: 'failed', with: { attempts: 6 } });
  });

  it('tells a planned message from one that is tried again', () => {
    const dueAt = '2026-11-22T11:00:00Z';
    expect(verdictOf(message({ state: 'PENDING', attempts: 0, dueAt })).says).toBe('scheduled');
    expect(verdictOf(message({ state: 'PENDING', attempts: 2, dueAt })).says).toBe('retry');
  });

  it('names what a message waits for', () => {
    const verdict =
      'Waiting, until 2026-11-22T11:00:00Z at the latest: source a is at its rate cap (1 per second).';
    expect(verdictOf(message({ state: 'PENDING', verdict }))).toMatchObject({
      says: 'held',
      reason: 'source a is at its rate cap (1 per second)',
    });
  });

  it('looks past steps that changed no state', () => {
    const looked: Step = { at: '2026-11-22T12:00:00Z', kind: 'REVEALED', reason: 'looked' };
    const verdict = verdictOf(
      message({ state: 'SENT', trace: [attempt('ACCEPTED', { state: 'SENT' }), looked] }),
    );
    expect(verdict).toMatchObject({ says: 'sent', with: { time: '2026-11-22T10:03:00Z' } });
  });
});
