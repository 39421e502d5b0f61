import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Door } from './Door';
import { Refusal } from './Refusal';
import { enter } from './session';

interface Props {
  /** What the first step gave. */
  token: string;
  entered?: () => void;
  restart: () => void;
}

/** Asks for the code after the password. */
export function SecondStep({ token, entered, restart }: Props) {
  const { t } = useTranslation();
  const pass = useMutation({
    mutationFn: ({ code }: { code: string }) => enter('/v1/session/second-step', { token, code }),
    onSuccess: () => entered?.(),
  });
  return (
    <Door title={t('session.codeTitle')}>
      {pass.error && <Refusal problem={pass.error} wrong={t('session.codeWrong')} />}
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={(fields: { code: string }) => pass.mutate(fields)}
      >
        <Form.Item
          name="code"
          label={t('session.code')}
          extra={t('session.codeHint')}
          rules={[{ required: true, message: '' }]}
        >
          <Input autoFocus autoComplete="one-time-code" autoCapitalize="off" spellCheck={false} />
        </Form.Item>
        <div className="stack">
          <Button type="primary" htmlType="submit" block loading={pass.isPending}>
            {t('session.signIn')}
          </Button>
          <Button type="text" block onClick={restart}>
            {t('session.restart')}
          </Button>
        </div>
      </Form>
    </Door>
  );
}
