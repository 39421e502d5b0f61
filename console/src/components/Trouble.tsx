import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem';
import { useProblemText } from './useProblemText';

/** A problem in words, each wrong field named. */
export function Trouble({ problem, again }: { problem: unknown; again?: () => void }) {
  const { t } = useTranslation();
  const known = problem instanceof Problem ? problem : null;
  const [title, hint] = words(known);
  const text = useProblemText();
  return (
    <div className="trouble" role="alert">
      <strong>{t(title)}</strong>
      <div>{hint ? t(hint) : known ? text.detail(known) : String(problem)}</div>
      {known && known.errors.length > 0 && (
        <ul>
          {known.errors.map((error) => (
            <li key={error.field + error.reason}>
              {error.field && <span className="mono">{error.field} </span>}
              {text.error(error)}
            </li>
          ))}
        </ul>
      )}
      {again && (
        <Button size="small" onClick={again}>
          {t('components.again')}
        </Button>
      )}
    </div>
  );
}

function words(problem: Problem | null) {
  switch (problem?.status) {
    case 0:
      return ['components.offline', 'components.offlineHint'] as const;
    case 403:
      return ['components.refused', 'components.refusedHint'] as const;
    default:
      return ['components.trouble', null] as const;
  }
}
