import { ClockCircleOutlined, CloseCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Alarm } from '../../api/shapes';

/** How bad an alarm is, or that it does not fire yet. */
export function Severity({ alarm }: { alarm: Alarm }) {
  const { t } = useTranslation();
  if (alarm.state === 'PENDING') {
    return (
      <span className="state">
        <ClockCircleOutlined aria-hidden />
        {t('alarms.state.PENDING')}
      </span>
    );
  }
  const critical = alarm.severity === 'CRITICAL';
  const Icon = critical ? CloseCircleOutlined : WarningOutlined;
  return (
    <span className={`state ${critical ? 'bad' : 'odd'}`}>
      <Icon aria-hidden />
      {t(`alarms.severity.${alarm.severity}`)}
    </span>
  );
}
