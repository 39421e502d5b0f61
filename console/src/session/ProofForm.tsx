import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem';
import { placed } from '../components/placed';
import { Trouble } from '../components/Trouble';

export interface Proof {
  current: string;
  code: string;
}

interface Props {
  /** Begins the ids of the fields. */
  name: string;
  asks: (keyof Proof)[];
  action: string;
  danger?: boolean;
  prove: (proof: Proof) => Promise<unknown>;
  cancel?: () => void;
}

/** Asks again for what only the account's owner knows. */
export function ProofForm({ name, asks, action, danger = false, prove, cancel }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Proof>();
  const [unplaced, setUnplaced] = useState<Problem | null>(null);
  const send = useMutation({
    mutationFn: prove,
    onMutate: () => setUnplaced(null),
    onError: (problem) => setUnplaced(placed(form, problem)),
  });
  const needed = [{ required: true, message: t('components.missing') }];
  return (
    <Form form={form} name={name} layout="vertical" requiredMark={false} onFinish={send.mutate}>
      {unplaced && <Trouble problem={unplaced} />}
      {asks.includes('current') && (
        <Form.Item name="current" label={t('session.current')} rules={needed}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
      )}
      {asks.includes('code') && (
        <Form.Item name="code" label={t('session.code')} rules={needed}>
          <Input autoComplete="one-time-code" autoCapitalize="off" spellCheck={false} />
        </Form.Item>
      )}
      <div className="row">
        <Button htmlType="submit" danger={danger} loading={send.isPending}>
          {action}
        </Button>
        {cancel && (
          <Button type="text" onClick={cancel}>
            {t('components.cancel')}
          </Button>
        )}
      </div>
    </Form>
  );
}
