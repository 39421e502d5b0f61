import { PauseOutlined, CaretRightOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { json } from '../api/client';
import { queries } from '../api/queries';
import type { Pause } from '../api/shapes';
import { useTroubleMessage } from './troubleMessage';
import { useMay } from '../session/session';

interface Props {
  /** Of the source, lane or node in the API. */
  path: string;
  name: string;
  paused: boolean;
  /** In the row of a table. */
  small?: boolean;
}

/** Holds what goes through a source, lane or node, or lets it go on. */
export function PauseButton({ path, name, paused, small }: Props) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const tell = useTroubleMessage();
  const may = useMay();
  const change = useMutation({
    mutationFn: (body: { verb: 'pause' | 'resume'; reason?: string }) =>
      json<Pause>(
        `${path}/${body.verb}`,
        'POST',
        body.reason ? { reason: body.reason } : undefined,
      ),
    onSuccess: () => queries.invalidateQueries(),
    onError: tell,
  });
  if (!may('operate')) return null;
  const ask = () => {
    let reason = '';
    void modal.confirm({
      title: t('overview.pauseAsk', { what: name }),
      content: (
        <div className="stack">
          <p>{t('overview.pauseHint')}</p>
          <Input
            aria-label={t('overview.pauseReason')}
            placeholder={t('overview.pauseReason')}
            onChange={(event) => (reason = event.target.value)}
          />
        </div>
      ),
      okText: t('overview.pause'),
      cancelText: t('components.cancel'),
      onOk: () => change.mutateAsync({ verb: 'pause', reason }).catch(() => {}),
    });
  };
  return paused ? (
    <Button
      size={small ? 'small' : 'middle'}
      icon={<CaretRightOutlined aria-hidden />}
      loading={change.isPending}
      onClick={() => change.mutate({ verb: 'resume' })}
    >
      {t('overview.resume')}
    </Button>
  ) : (
    <Button
      size={small ? 'small' : 'middle'}
      {...(small && { type: 'text' })}
      icon={<PauseOutlined aria-hidden />}
      onClick={ask}
    >
      {t('overview.pause')}
    </Button>
  );
}
