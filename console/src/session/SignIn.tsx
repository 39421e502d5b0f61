import { useMutation } from '@tanstack/react-query';
import { Button, Divider, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useLocation } from 'react-router';
import { Door } from './Door';
import { Refusal } from './Refusal';
import { SecondStep } from './SecondStep';
import { enter, useOptions, useSession } from './session';

interface Credentials {
  name: string;
  password: string;
}

export default function SignIn() {
  const session = useSession();
  const back = (useLocation().state as { back?: string } | null)?.back ?? '/';
  if (session.data) return <Navigate to={back.replace(/\?signIn=\w+$/, '')} replace />;
  return <SignInDoor why={<Why back={back} />} />;
}

/**
 * @param why somebody who meant to go on stands here
 */
export function SignInDoor({ why }: { why: ReactNode }) {
  const { t } = useTranslation();
  const options = useOptions();
  const signIn = useMutation({
    mutationFn: ({ name, password }: Credentials) => enter('/v1/session', { name, password }),
  });
  const token = signIn.data;
  if (options.data?.setup)
    return <Door title={t('session.title')}>{t('session.setupNeeded')}</Door>;
  if (token) return <SecondStep token={token} restart={() => signIn.reset()} />;
  const others = options.data?.oidc ?? [];
  return (
    <Door title={t('session.title')}>
      {signIn.error ? <Refusal problem={signIn.error} /> : why}
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={(all: Credentials) => signIn.mutate(all)}
      >
        <Form.Item name="name" label={t('session.name')} rules={[{ required: true, message: '' }]}>
          <Input autoFocus autoComplete="username" autoCapitalize="off" spellCheck={false} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('session.password')}
          rules={[{ required: true, message: '' }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
          {t('session.signIn')}
        </Button>
      </Form>
      {others.length > 0 && <Divider plain>{t('session.or')}</Divider>}
      <div className="stack">
        {others.map((one) => (
          <Button key={one.id} block href={one.url}>
            {t('session.with', { label: one.label })}
          </Button>
        ))}
      </div>
    </Door>
  );
}

/** What came of a sign-in elsewhere. */
function Why({ back }: { back: string }) {
  const { t } = useTranslation();
  const returned = new URLSearchParams(back.split('?')[1]).get('signIn');
  if (returned === 'refused' || returned === 'failed') {
    return (
      <div className="trouble" role="alert">
        {t(`session.oidc.${returned}`)}
      </div>
    );
  }
  return null;
}
