import {
  CheckCircleOutlined,
  CloseCircleOutlined,
  PauseCircleOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Subscription } from '../../api/shapes';
import { useReason } from '../../components/useReason';

/** Whether a subscription hears something, and how its receiver does. */
export function SubscriptionState({ of }: { of: Subscription }) {
  const { t } = useTranslation();
  const told = useReason();
  if (!of.enabled)
    return (
      <span className="state bad">
        <CloseCircleOutlined aria-hidden />
        {of.offReason
          ? t('subscriptions.offSince', { reason: told(of.offReason) })
          : t('subscriptions.off')}
      </span>
    );
  if (of.failures > 0)
    return (
      <span className="state bad">
        {of.restingUntil ? <PauseCircleOutlined aria-hidden /> : <WarningOutlined aria-hidden />}
        {t('subscriptions.failing', { count: of.failures })}
      </span>
    );
  return (
    <span className="state good">
      <CheckCircleOutlined aria-hidden />
      {t('subscriptions.on')}
    </span>
  );
}
