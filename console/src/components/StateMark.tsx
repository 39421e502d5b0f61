import {
  CheckCircleOutlined,
  CheckOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  HourglassOutlined,
  MergeCellsOutlined,
  MinusCircleOutlined,
  QuestionCircleOutlined,
  RollbackOutlined,
  SendOutlined,
  StopOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';

export type State = Schemas['MessageView']['state'];

const LOOK: Record<State, [tone: string, icon: ComponentType]> = {
  PENDING: ['', ClockCircleOutlined],
  SENDING: ['busy', SendOutlined],
  SENT: ['good', CheckOutlined],
  DELIVERED: ['good', CheckCircleOutlined],
  UNDELIVERED: ['bad', CloseCircleOutlined],
  FAILED: ['bad', CloseCircleOutlined],
  EXPIRED: ['odd', HourglassOutlined],
  CANCELLED: ['', StopOutlined],
  RECALLED: ['', RollbackOutlined],
  DIGESTED: ['', MergeCellsOutlined],
  SUPPRESSED: ['', MinusCircleOutlined],
  UNKNOWN: ['odd', QuestionCircleOutlined],
};

export const STATES = Object.keys(LOOK) as State[];

export function toneOf(state: State): string {
  return LOOK[state][0];
}

/** A state as icon and word, so that no meaning hangs on colour alone. */
export function StateMark({ state }: { state: State }) {
  const { t } = useTranslation();
  const [tone, Icon] = LOOK[state];
  return (
    <span className={`state ${tone}`}>
      <Icon aria-hidden />
      {t(`components.state.${state}`)}
    </span>
  );
}
