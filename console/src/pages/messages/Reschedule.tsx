import { ClockCircleOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button, DatePicker, Modal, Space } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import { queries } from '../../api/queries';
import type { Message } from '../../api/shapes';
import { useTroubleMessage } from '../../components/troubleMessage';

/** Another time for a message that waits, or none: now. */
export function Reschedule({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { message: toast } = App.useApp();
  const tell = useTroubleMessage();
  const [time, setTime] = useState<Dayjs | null>(null);
  const move = useMutation({
    mutationFn: (at: Dayjs | null) =>
      taken(
        api.POST('/v1/messages/{id}/reschedule', {
          params: { path: { id: message.id } },
          body: { ...(at && { at: at.toISOString() }) },
        }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['message', message.id] });
      void toast.success(t('messages.rescheduled'));
      setTime(null);
    },
    onError: tell,
  });
  return (
    <Space.Compact>
      <Button
        icon={<ClockCircleOutlined aria-hidden />}
        onClick={() => setTime(dayjs(message.dueAt ?? undefined))}
      >
        {t('messages.reschedule')}
      </Button>
      <Button loading={move.isPending && !time} onClick={() => move.mutate(null)}>
        {t('messages.sendNow')}
      </Button>
      <Modal
        open={time !== null}
        title={t('messages.reschedule')}
        okText={t('messages.reschedule')}
        cancelText={t('components.cancel')}
        confirmLoading={move.isPending}
        onOk={() => time && move.mutate(time)}
        onCancel={() => setTime(null)}
      >
        <div className="stack">
          <p className="soft">{t('messages.rescheduleHint')}</p>
          <DatePicker
            showTime
            allowClear={false}
            value={time}
            onChange={setTime}
            minDate={dayjs()}
            aria-label={t('messages.due')}
          />
        </div>
      </Modal>
    </Space.Compact>
  );
}
