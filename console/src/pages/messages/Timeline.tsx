import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Message, Step } from '../../api/shapes';
import { Code } from '../../components/Code';
import { StateMark, toneOf } from '../../components/StateMark';
import { Time, useTimeText } from '../../components/Time';
import { useDuration } from '../../components/useDuration';
import { useReason } from '../../components/useReason';
import { Reply } from './Reply';

/** Everything that happened to a message, oldest first. */
export function Timeline({ message }: { message: Message }) {
  return (
    <ol className="timeline">
      {message.trace?.map((step, index) => (
        <li key={step.at + index} className={step.state ? toneOf(step.state) : ''}>
          <Entry step={step} message={message.id} />
        </li>
      ))}
    </ol>
  );
}

function Entry({ step, message }: { step: Step; message: string }) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  const reason = useStepReason()(step);
  return (
    <>
      <div className="row head">
        <b>{t(`messages.kind.${step.kind as 'ACCEPTED'}`, { number: step.attempt?.number })}</b>
        {step.attempt && <Call attempt={step.attempt} />}
        {step.state && <StateMark state={step.state} />}
        <span className="when">
          <Time at={step.at} />
        </span>
      </div>
      {reason && <p>{reason}</p>}
      {step.kind === 'REPLY' && <Reply message={message} reply={step.parameters['reply']} />}
      <p className="soft small">
        {step.by && <span>{t('messages.by', { by: step.by })} </span>}
        {step.nextAt && <span>{t('messages.next', { time: timeText(step.nextAt) })} </span>}
        {step.message && <Link to={`/messages/${step.message}`}>{t('messages.seeNext')}</Link>}
      </p>
      {step.attempt && <Raw attempt={step.attempt} />}
    </>
  );
}

/** Why, unless the facts beside it say the same. */
function useStepReason(): (step: Step) => string | null {
  const told = useReason();
  return (step) => {
    const says = SAYS_IT.has(step.kind) || step.attempt?.outcome === 'ACCEPTED';
    return says ? null : told({ ...step, text: step.reason });
  };
}

/** Kinds of steps whose name says all that the reason does. */
const SAYS_IT: ReadonlySet<string> = new Set(['RESENT', 'RESCHEDULED', 'CANCELLED', 'REVEALED']);

function Call({ attempt }: { attempt: NonNullable<Step['attempt']> }) {
  const { t } = useTranslation();
  return (
    <span className="soft">
      {attempt.source && (
        <>
          {t('messages.via', { source: '' })}
          <Link to={`/sources/${attempt.source}`} className="mono">
            {attempt.source}
          </Link>
          {attempt.outcome !== 'REPORTED' && ' · '}
        </>
      )}
      {attempt.outcome !== 'REPORTED' && <Outcome attempt={attempt} />}
    </span>
  );
}

/** Of a call that Herald made, and not of one that the provider made. */
function Outcome({ attempt }: { attempt: NonNullable<Step['attempt']> }) {
  const { t } = useTranslation();
  const duration = useDuration();
  return (
    <>
      {t(`messages.outcome.${attempt.outcome as 'ACCEPTED'}`, { defaultValue: attempt.outcome })}
      {attempt.fault && <> · {t(`messages.fault.${attempt.fault as 'SOURCE'}`)}</>}
      {attempt.messages && <> · {t('messages.together', { count: attempt.messages })}</>}
      {' · '}
      <span className="num">{duration(attempt.durationMillis)}</span>
    </>
  );
}

function Raw({ attempt }: { attempt: NonNullable<Step['attempt']> }) {
  const { t } = useTranslation();
  if (!attempt.answer && !attempt.providerId) return null;
  return (
    <details>
      <summary>
        {t('messages.answer')}
        {attempt.status && <span className="mono"> {attempt.status}</span>}
      </summary>
      {attempt.providerId && (
        <p className="small">
          {t('messages.providerId')} <span className="mono">{attempt.providerId}</span>
        </p>
      )}
      {attempt.answer && <Code text={pretty(attempt.answer)} label={t('messages.answer')} />}
    </details>
  );
}

/** JSON with its lines broken; anything else as it came. */
function pretty(answer: string): string {
  try {
    return JSON.stringify(JSON.parse(answer), null, 2);
  } catch {
    return answer;
  }
}
