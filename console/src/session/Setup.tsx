import { useTranslation } from 'react-i18next';
import { NewPassword } from './NewPassword';

export default function Setup() {
  const { t } = useTranslation();
  return (
    <NewPassword
      title={t('session.setupTitle')}
      action={t('session.create')}
      path="/v1/session/setup"
      named
    />
  );
}
