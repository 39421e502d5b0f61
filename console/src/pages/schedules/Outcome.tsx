import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Fire } from '../../api/shapes';
import { Time } from '../../components/Time';

const COLORS = {
  WAITING: 'default',
  RUNNING: 'processing',
  DONE: 'success',
  FAILED: 'error',
  STOPPED: 'default',
  SKIPPED: 'warning',
} as const;

/** When a fire was, and how it ended. */
export function Outcome({ of }: { of: Fire }) {
  const { t } = useTranslation();
  return (
    <>
      <Time at={of.slot} /> <Tag color={COLORS[of.state]}>{t(`schedules.state.${of.state}`)}</Tag>
    </>
  );
}
