import { DisconnectOutlined } from '@ant-design/icons';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { knock, useAway } from '../api/connection';
import { queries } from '../api/queries';

const EVERY = 2_000;

/** Says calmly that the server can't be reached, and brings the page up to date once it can. */
export function Away() {
  const { t } = useTranslation();
  const away = useAway();
  useEffect(() => {
    if (!away) return undefined;
    const timer = setInterval(() => void knock(), EVERY);
    return () => {
      clearInterval(timer);
      void queries.refetchQueries({ type: 'active' });
    };
  }, [away]);
  if (!away) return null;
  return (
    <div className="away" role="status">
      <DisconnectOutlined aria-hidden />
      {t('app.away')}
    </div>
  );
}
