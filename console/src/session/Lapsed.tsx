import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLapsed } from './session';
import { SignInDoor } from './SignIn';

/** Asks to sign in again over the page, which then goes on with what it was doing. */
export function Lapsed() {
  const { t } = useTranslation();
  const lapsed = useLapsed();
  return (
    <Modal
      open={lapsed}
      footer={null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      destroyOnHidden
      width={460}
      className="lapsed"
      aria-label={t('session.title')}
    >
      <SignInDoor why={<p role="status">{t('session.ended')}</p>} />
    </Modal>
  );
}
