import { App, Button, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { json } from '../api/client';
import { queries } from '../api/queries';
import { useTroubleMessage } from './troubleMessage';

interface Props {
  ask: string;
  /** What goes with it, or what must be gone first. */
  consequence?: ReactNode;
  /** What must be typed before it can be removed. */
  code?: string;
  path: string;
  /** Where to go when it is gone. */
  after: string;
}

export function DeleteButton({ code, ...rest }: Props) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const [asking, setAsking] = useState(false);
  const remove = useRemoval(rest);
  const confirm = () =>
    modal.confirm({
      title: rest.ask,
      content: rest.consequence,
      okText: t('components.remove'),
      cancelText: t('components.cancel'),
      okButtonProps: { danger: true },
      onOk: remove,
    });
  return (
    <>
      <Button danger type="text" onClick={() => (code ? setAsking(true) : void confirm())}>
        {t('components.remove')}
      </Button>
      {asking && code && (
        <TypedQuestion {...rest} code={code} remove={remove} close={() => setAsking(false)} />
      )}
    </>
  );
}

function useRemoval({ path, after }: Pick<Props, 'path' | 'after'>) {
  const navigate = useNavigate();
  const tell = useTroubleMessage();
  return () =>
    json(path, 'DELETE').then(async () => {
      await navigate(after);
      void queries.invalidateQueries();
    }, tell);
}

interface Question extends Pick<Props, 'ask' | 'consequence'> {
  code: string;
  remove: () => Promise<void>;
  close: () => void;
}

/** What can't be undone takes its code, typed. */
function TypedQuestion({ ask, consequence, code, remove, close }: Question) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  return (
    <Modal
      open
      title={ask}
      okText={t('components.remove')}
      cancelText={t('components.cancel')}
      okButtonProps={{ danger: true, disabled: typed.trim() !== code }}
      onOk={() => remove().then(close)}
      onCancel={close}
    >
      <div className="stack">
        <div>{consequence}</div>
        <div className="labelled">
          <label htmlFor="typed-code">{t('components.typeCode', { code })}</label>
          <Input
            id="typed-code"
            className="mono"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
      </div>
    </Modal>
  );
}
