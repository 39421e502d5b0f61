import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem';
import { Trouble } from '../components/Trouble';
import { useProblemText } from '../components/useProblemText';

/** Why somebody was not let in. */
export function Refusal({ problem, wrong }: { problem: unknown; wrong?: string }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const seconds = problem instanceof Problem ? problem.retryAfter : null;
  if (problem instanceof Problem && (seconds !== null || problem.status === 401)) {
    return (
      <div className="trouble" role="alert">
        {seconds === null ? (wrong ?? text.detail(problem)) : t('session.wait', { seconds })}
      </div>
    );
  }
  return <Trouble problem={problem} />;
}
