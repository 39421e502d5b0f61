import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  name: string | (string | number)[];
  label: ReactNode;
  hint?: ReactNode;
  optional?: boolean;
  disabled?: boolean;
  children?: ReactNode;
}

/** A labelled field of a form; a line of text unless it is told otherwise. */
export function Field({ name, label, hint, optional, disabled, children }: Props) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={name}
      label={
        optional && label ? (
          <>
            {label}
            <span className="optional">{t('components.optional')}</span>
          </>
        ) : (
          label
        )
      }
      extra={hint}
      rules={optional ? [] : [{ required: true, message: t('components.missing') }]}
    >
      {children ?? <Input disabled={disabled} autoComplete="off" />}
    </Form.Item>
  );
}
