import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { useReason } from '../../components/useReason';

type Problem = Schemas['ConnectorProblem'];

/** A mistake in words: what kind, what would be right, and what could stand there. */
export function useTold(): (problem: Problem) => string {
  const { t } = useTranslation();
  const worded = useReason();
  return ({ mistake, field, code, parameters, message, allowed }) => {
    const kind = t(`connectors.mistake.${mistake}`);
    const names =
      allowed.length > 0 ? ` (${t('connectors.allowed', { names: allowed.join(', ') })})` : '';
    return `${kind}: ${field ? `${field}: ` : ''}${worded({ code, parameters, text: message })}${names}`;
  };
}

/** What is wrong with what is written, line by line. */
export function ProblemList({ report }: { report: Schemas['CheckReport'] }) {
  const { t } = useTranslation();
  const told = useTold();
  const { problems, definition } = report;
  return (
    <div className="stack" role="status">
      {definition && <p className="state good own-width">{t('connectors.fine')}</p>}
      {problems.length > 0 && (
        <ul className="field-errors">
          {problems.map((problem) => (
            <li key={`${problem.line}${problem.field}${problem.message}`}>
              <b>{t('connectors.place', { line: problem.line })}</b> {told(problem)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
