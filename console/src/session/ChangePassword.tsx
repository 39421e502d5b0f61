import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem';
import { placed } from '../components/placed';
import { Trouble } from '../components/Trouble';
import { enter } from './session';

interface Passwords {
  current: string;
  password: string;
}

export function ChangePassword() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Passwords>();
  const [unplaced, setUnplaced] = useState<Problem | null>(null);
  const change = useMutation({
    mutationFn: (passwords: Passwords) => enter('/v1/session/password', { ...passwords }, 'PUT'),
    onMutate: () => setUnplaced(null),
    onError: (problem) => setUnplaced(placed(form, problem)),
    onSuccess: () => {
      form.resetFields();
      void message.success(t('session.changed'));
    },
  });
  return (
    <div className="card pad">
      {unplaced && <Trouble problem={unplaced} />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={change.mutate}>
        <Form.Item name="current" label={t('session.current')} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('session.fresh')}
          extra={t('session.passwordRule')}
          rules={[{ required: true }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button htmlType="submit" loading={change.isPending}>
          {t('session.change')}
        </Button>
      </Form>
    </div>
  );
}
