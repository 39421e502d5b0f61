import { CheckCircleOutlined, ClockCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { EventDelivery } from '../../api/shapes';
import { Time } from '../../components/Time';
import { useReason } from '../../components/useReason';

/** Where a delivery stands, and why it has not arrived. */
export function DeliveryOutcome({ of }: { of: EventDelivery }) {
  const { t } = useTranslation();
  const told = useReason();
  if (of.state === 'DELIVERED')
    return (
      <span className="state good">
        <CheckCircleOutlined aria-hidden />
        {t('subscriptions.arrived')}
      </span>
    );
  return (
    <>
      <span className={of.state === 'FAILED' ? 'state bad' : 'state'}>
        {of.state === 'FAILED' ? (
          <CloseCircleOutlined aria-hidden />
        ) : (
          <ClockCircleOutlined aria-hidden />
        )}
        {of.reason ? told(of.reason) : t(`subscriptions.states.${of.state}`)}
      </span>
      {of.nextAt && (
        <span className="sub">
          {t('subscriptions.next')} <Time at={of.nextAt} />
        </span>
      )}
    </>
  );
}
