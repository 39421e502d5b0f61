import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { Code } from '../../components/Code';

/** A signing secret that was just made. */
export function SecretOnce({ secret, done }: { secret: string | null; done: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      open={secret !== null}
      title={t('subscriptions.secretOnce')}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={done}>
          {t('subscriptions.secretDone')}
        </Button>
      }
    >
      <Code text={secret ?? ''} label={t('subscriptions.secret')} />
    </Modal>
  );
}
