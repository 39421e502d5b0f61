import { App, Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { Time } from '../../components/Time';
import type { Writing } from './useWriting';

interface Unsavable extends Pick<Writing, 'unsaved' | 'overtaken' | 'giveUp'> {
  restored: { at: string } | null;
}

/** Says what was put back, warns of versions saved meanwhile, and asks before one leaves. */
export function Unsaved({ text }: { text: Unsavable }) {
  const { t } = useTranslation();
  useLeaveQuestion(text.unsaved);
  if (!text.restored && !text.overtaken) return null;
  return (
    <div className="notice row" role="status">
      <span>
        {text.restored && (
          <>
            {t('nodes.draftBack')} <Time at={text.restored.at} />
          </>
        )}{' '}
        {text.overtaken && t('nodes.overtaken')}
      </span>
      <Button size="small" onClick={text.giveUp}>
        {t('nodes.draftDrop')}
      </Button>
    </div>
  );
}

function useLeaveQuestion(unsaved: boolean) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      unsaved &&
      (currentLocation.pathname !== nextLocation.pathname ||
        currentLocation.search !== nextLocation.search),
  );
  const { state } = blocker;
  useEffect(() => {
    if (state !== 'blocked') return;
    const question = modal.confirm({
      title: t('nodes.leaveAsk'),
      content: t('nodes.leaveKeeps'),
      okText: t('nodes.leave'),
      cancelText: t('nodes.stay'),
      onOk: () => blocker.proceed?.(),
      onCancel: () => blocker.reset?.(),
    });
    return () => question.destroy();
    // Asked once for each attempt to leave.
  }, [state]);

  // What was being saved when somebody left needs no answer any more.
  useEffect(() => {
    if (state === 'blocked' && !unsaved) blocker.proceed();
  }, [state, unsaved]);
}
