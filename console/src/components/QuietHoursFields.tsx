import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

/** As a form has them: both, or neither. */
export interface QuietHoursFieldValues {
  quietFrom?: string;
  quietTo?: string;
}

/** When people are left in peace, as two times of day. */
export function QuietHoursFields({ hint }: { hint: string }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      label={
        <>
          {t('components.quietHours')}
          <span className="optional">{t('components.optional')}</span>
        </>
      }
      extra={hint}
    >
      <span className="row">
        <Form.Item name="quietFrom" noStyle>
          <Input type="time" aria-label={t('components.quietFrom')} />
        </Form.Item>
        –
        <Form.Item name="quietTo" noStyle>
          <Input type="time" aria-label={t('components.quietTo')} />
        </Form.Item>
      </span>
    </Form.Item>
  );
}

/** As the API has them. */
export function quietHoursOf({ quietFrom, quietTo }: QuietHoursFieldValues) {
  return quietFrom || quietTo ? { quietHours: { from: quietFrom ?? '', to: quietTo ?? '' } } : {};
}

export function quietFieldsOf(hours?: { from: string; to: string }): QuietHoursFieldValues {
  return hours ? { quietFrom: hours.from, quietTo: hours.to } : {};
}
