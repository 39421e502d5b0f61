import type { Message, State, Step } from '../../api/shapes';
import type { Words } from '../../words';

type Sentence = keyof Words['messages']['verdict'];
type Advice = keyof Words['messages']['advice'];

/** Where a message stands, for people: a sentence, its reason in the provider's words, what to do. */
export interface Verdict {
  says: Sentence;
  with: { time?: string; source?: string; attempts?: number; by?: string };
  reason: string | null;
  advice: Advice[];
  /** The message that goes on by the next channel. */
  next: string | null;
}

const REJECTED: Record<string, [says: Sentence, advice: Advice]> = {
  REJECTED_RECIPIENT: ['recipient', 'sameAgain'],
  REJECTED_TEMPLATE: ['template', 'fixTemplate'],
  REJECTED_CONTENT: ['content', 'fixContent'],
  REJECTED_CREDENTIALS: ['credentials', 'fixSource'],
  REJECTED_QUOTA: ['quota', 'fixSource'],
};

export function verdictOf(message: Message): Verdict {
  const last = message.trace?.findLast((step) => step.state !== undefined);
  const told = said(message, last);
  const next = message.state === 'FAILED' ? (last?.message ?? null) : null;
  return {
    reason: reasonOf(message.state, last),
    with: {},
    ...told,
    advice: next ? ['fallback'] : told.advice,
    next,
  };
}

function said(
  message: Message,
  last: Step | undefined,
): Pick<Verdict, 'says' | 'advice'> & Partial<Verdict> {
  const at = last ? { time: last.at } : {};
  const source = last?.attempt?.source;
  switch (message.state) {
    case 'PENDING':
      return waiting(message);
    case 'SENDING':
      return { says: 'sending', advice: [] };
    case 'SENT':
      return source
        ? { says: 'sent', with: { ...at, source }, advice: ['receipt'] }
        : { says: 'sentPlain', advice: ['receipt'] };
    case 'DELIVERED':
      return { says: 'delivered', with: at, advice: [] };
    case 'UNDELIVERED':
      return { says: 'undelivered', advice: ['sameAgain'] };
    case 'FAILED':
      return failed(message, last);
    case 'EXPIRED':
      return { says: 'expired', with: { time: message.expiresAt ?? last?.at ?? '' }, advice: [] };
    case 'CANCELLED':
      return { says: 'cancelled', with: { by: last?.by ?? '' }, advice: [] };
    case 'SUPPRESSED':
      return { says: 'suppressed', advice: [] };
    case 'UNKNOWN':
      return { says: 'unknown', advice: ['hold'] };
  }
}

/** As the server says that it waits for something else than its time. */
const WAITS_FOR = /^Waiting(?:, until \S+ at the latest| for its turn since \S+): (.+)\.$/s;

function waiting(message: Message): Pick<Verdict, 'says' | 'advice'> & Partial<Verdict> {
  const reason = WAITS_FOR.exec(message.verdict)?.[1];
  if (reason) return { says: 'held', reason, advice: ['goesOn'] };
  if (!message.dueAt) return { says: 'waiting', advice: [] };
  const time = message.dueAt;
  return message.attempts > 0
    ? { says: 'retry', with: { attempts: message.attempts, time }, advice: [] }
    : { says: 'scheduled', with: { time }, advice: [] };
}

function failed(
  message: Message,
  last: Step | undefined,
): Pick<Verdict, 'says' | 'advice'> & Partial<Verdict> {
  if (!last?.attempt) return { says: 'notSent', advice: [] };
  const known = REJECTED[last.attempt.outcome];
  if (!known) return { says: 'failed', with: { attempts: message.attempts }, advice: [] };
  const source = last.attempt.source ?? '';
  return { says: known[0], with: { source }, advice: [known[1]] };
}

const SPEAKS: ReadonlySet<State> = new Set<State>([
  'PENDING',
  'UNDELIVERED',
  'FAILED',
  'CANCELLED',
  'SUPPRESSED',
  'UNKNOWN',
]);

const SAID_ELSEWHERE = /^given up after \d+ attempts, the last one: |; going on by \S+$/g;

/** The trace's own words, without the part that the verdict says by itself. */
function reasonOf(state: State, last: Step | undefined): string | null {
  if (!last || !SPEAKS.has(state)) return null;
  return last.reason.replace(SAID_ELSEWHERE, '') || null;
}
