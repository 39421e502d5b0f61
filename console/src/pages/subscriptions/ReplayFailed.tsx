import { App, Button, DatePicker, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import { queries } from '../../api/queries';
import type { Subscription } from '../../api/shapes';
import { useTroubleMessage } from '../../components/troubleMessage';

/** Has everything sent again that failed since a time. */
export function ReplayFailed({ of }: { of: Subscription }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const tell = useTroubleMessage();
  const [since, setSince] = useState<Dayjs | null>(null);
  const params = { path: { application: of.application, subscription: of.code } };
  const replay = (from: Dayjs) =>
    taken(
      api.POST('/v1/applications/{application}/subscriptions/{subscription}/replay', {
        params,
        body: { since: from.toISOString() },
      }),
    ).then(({ replayed }) => {
      void message.success(t('subscriptions.replayedMany', { count: replayed }));
      void queries.invalidateQueries({ queryKey: ['event-deliveries'] });
      setSince(null);
    }, tell);
  return (
    <>
      <Button onClick={() => setSince(dayjs().subtract(1, 'day'))}>
        {t('subscriptions.replayFailed')}
      </Button>
      <Modal
        open={since !== null}
        title={t('subscriptions.replaySince')}
        okText={t('subscriptions.replay')}
        cancelText={t('components.cancel')}
        onCancel={() => setSince(null)}
        onOk={() => (since ? replay(since) : undefined)}
      >
        <p>{t('subscriptions.replaySinceHint')}</p>
        <DatePicker
          aria-label={t('subscriptions.replaySince')}
          allowClear={false}
          showTime={{ format: 'HH:mm' }}
          format="YYYY-MM-DD HH:mm"
          value={since}
          onChange={setSince}
        />
      </Modal>
    </>
  );
}
