import {
  CheckCircleOutlined,
  CloseCircleOutlined,
  DashboardOutlined,
  FallOutlined,
  MinusCircleOutlined,
  PauseCircleOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceHealth } from '../api/shapes';

const LOOK: Record<SourceHealth['health'], [tone: string, icon: ComponentType]> = {
  good: ['good', CheckCircleOutlined],
  slowed: ['odd', FallOutlined],
  throttled: ['odd', DashboardOutlined],
  failing: ['bad', CloseCircleOutlined],
  paused: ['odd', PauseCircleOutlined],
  idle: ['', MinusCircleOutlined],
};

export function HealthMark({ health }: { health: SourceHealth['health'] }) {
  const { t } = useTranslation();
  const [tone, Icon] = LOOK[health];
  return (
    <span className={`state ${tone}`}>
      <Icon aria-hidden />
      {t(`overview.healthOf.${health}`)}
    </span>
  );
}
