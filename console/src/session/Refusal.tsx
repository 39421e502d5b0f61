import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem';
import { Trouble } from '../components/Trouble';

/** Why somebody was not let in. */
export function Refusal({ problem, wrong }: { problem: unknown; wrong?: string }) {
  const { t } = useTranslation();
  const seconds = problem instanceof Problem ? problem.retryAfter : null;
  if (problem instanceof Problem && (seconds !== null || problem.status === 401)) {
    return (
      <div className="trouble" role="alert">
        {seconds === null ? (wrong ?? problem.detail) : t('session.wait', { seconds })}
      </div>
    );
  }
  return <Trouble problem={problem} />;
}
