import { useMutation } from '@tanstack/react-query';
import { App, Button, Drawer, Form } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem';
import { queries } from '../api/queries';
import { placed } from './placed';
import { Trouble } from './Trouble';

interface Props<F extends object> {
  title: string;
  initial: Partial<F>;
  /** What the fields are sent by; its problem is shown at the fields it names. */
  save: (fields: F) => Promise<unknown>;
  saved?: (fields: F) => void;
  close: () => void;
  /** Of the drawer, in pixels. */
  size?: number;
  children: ReactNode;
}

/** Creates or changes one thing beside the list that it stands in. */
export function FormDrawer<F extends object>({
  title,
  initial,
  save,
  saved,
  close,
  size = 460,
  children,
}: Props<F>) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<F>();
  const [unplaced, setUnplaced] = useState<Problem | null>(null);
  const send = useMutation({
    mutationFn: save,
    onSuccess: (_, fields) => {
      void queries.invalidateQueries();
      void message.success(t('components.saved'), 1.5);
      close();
      saved?.(fields);
    },
    onError: (problem) => setUnplaced(placed(form, problem)),
  });
  return (
    <Drawer
      open
      onClose={close}
      title={title}
      size={size}
      footer={
        <div className="row end">
          <Button onClick={close}>{t('components.cancel')}</Button>
          <Button type="primary" loading={send.isPending} onClick={() => form.submit()}>
            {t('components.save')}
          </Button>
        </div>
      }
    >
      {unplaced && <Trouble problem={unplaced} />}
      <Form<F>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        onFinish={(fields) => {
          setUnplaced(null);
          send.mutate(fields);
        }}
      >
        {children}
      </Form>
    </Drawer>
  );
}
