import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import type { Problem } from '../api/problem';
import { placed } from '../components/placed';
import { Trouble } from '../components/Trouble';
import { Door } from './Door';
import { SecondStep } from './SecondStep';
import { enter } from './session';

interface Props {
  title: string;
  action: string;
  path: string;
  /** Whether the account is still to be named. */
  named: boolean;
}

/** Opens an account by a one-time link. */
export function NewPassword({ title, action, path, named }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const token = useSearchParams()[0].get('token') ?? '';
  const [form] = Form.useForm<Record<string, string>>();
  const [unplaced, setUnplaced] = useState<Problem | null>(null);
  const goOn = () => navigate('/', { replace: true });
  const open = useMutation({
    mutationFn: (fields: Record<string, string>) => enter(path, { token, ...fields }),
    onMutate: () => setUnplaced(null),
    onError: (problem) => setUnplaced(placed(form, problem)),
    onSuccess: (awaited) => (awaited ? undefined : goOn()),
  });
  const needed = [{ required: true, message: t('components.missing') }];
  if (!token) return <Door title={title}>{t('session.setupToken')}</Door>;
  if (open.data) {
    const signIn = () => void navigate('/sign-in', { replace: true });
    return <SecondStep token={open.data} entered={() => void goOn()} restart={signIn} />;
  }
  return (
    <Door title={title}>
      {unplaced && <Trouble problem={unplaced} />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={open.mutate}>
        {named && (
          <>
            <Form.Item name="name" label={t('session.name')} rules={needed}>
              <Input autoFocus autoComplete="username" autoCapitalize="off" spellCheck={false} />
            </Form.Item>
            <Form.Item name="displayName" label={t('session.displayName')} rules={needed}>
              <Input autoComplete="name" />
            </Form.Item>
          </>
        )}
        <Form.Item
          name="password"
          label={t('session.password')}
          extra={t('session.passwordRule')}
          rules={needed}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={open.isPending}>
          {action}
        </Button>
      </Form>
    </Door>
  );
}
