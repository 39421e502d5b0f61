import { useTranslation } from 'react-i18next';
import { NewPassword } from './NewPassword';

export default function Invitation() {
  const { t } = useTranslation();
  return (
    <NewPassword
      title={t('session.invitationTitle')}
      action={t('session.accept')}
      path="/v1/session/invitation"
      named={false}
    />
  );
}
