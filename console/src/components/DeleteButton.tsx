import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { json } from '../api/client';
import { queries } from '../api/queries';
import { useTroubleMessage } from './troubleMessage';

interface Props {
  ask: string;
  /** What goes with it, or what must be gone first. */
  consequence?: string;
  path: string;
  /** Where to go when it is gone. */
  after: string;
}

export function DeleteButton({ ask, consequence, path, after }: Props) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const navigate = useNavigate();
  const tell = useTroubleMessage();
  const confirm = () =>
    modal.confirm({
      title: ask,
      content: consequence,
      okText: t('components.remove'),
      cancelText: t('components.cancel'),
      okButtonProps: { danger: true },
      onOk: () =>
        json(path, 'DELETE').then(async () => {
          await navigate(after);
          void queries.invalidateQueries();
        }, tell),
    });
  return (
    <Button danger type="text" onClick={() => void confirm()}>
      {t('components.remove')}
    </Button>
  );
}
