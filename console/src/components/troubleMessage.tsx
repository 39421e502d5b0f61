import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem';
import { useProblemText } from './useProblemText';

/** Tells of a problem that belongs to no field. */
export function useTroubleMessage(): (problem: unknown) => void {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const text = useProblemText();
  return (problem) => {
    const known = problem instanceof Problem ? problem : null;
    const refused = known?.status === 403;
    notification.error({
      title: refused ? t('components.refused') : t('components.trouble'),
      description: refused
        ? t('components.refusedHint')
        : known?.errors.map((e) => `${e.field} ${text.error(e)}`).join('; ') ||
          (known && text.detail(known)) ||
          t('components.offlineHint'),
      duration: 8,
    });
  };
}
