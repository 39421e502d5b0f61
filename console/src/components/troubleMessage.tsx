import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem';

/** Tells of a problem that belongs to no field. */
export function useTroubleMessage(): (problem: unknown) => void {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  return (problem) => {
    const known = problem instanceof Problem ? problem : null;
    const refused = known?.status === 403;
    notification.error({
      title: refused ? t('components.refused') : t('components.trouble'),
      description: refused
        ? t('components.refusedHint')
        : known?.errors.map((e) => `${e.field} ${e.reason}`).join('; ') ||
          known?.detail ||
          t('components.offlineHint'),
      duration: 8,
    });
  };
}
