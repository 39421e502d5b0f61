import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, DatePicker, InputNumber, Modal, Progress } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import type { ResendJob, ResendPreview } from '../../api/shapes';
import { useTimeText } from '../../components/Time';
import { useReason } from '../../components/useReason';
import { useDuration } from '../../components/useDuration';
import { Trouble } from '../../components/Trouble';
import { useChannelName } from '../../components/ChannelName';
import { Facts } from '../../components/Facts';
import { Loaded } from '../../components/Loaded';
import { queryOf, type Filter } from './filters';

/** What is done to all that fit a filter. */
export type Act = 'resend' | 'recall' | 'reschedule' | 'cancel';

interface Props {
  act: Act;
  filter: Filter;
  close: () => void;
}

/** The words of each act. */
const WORDS = {
  resend: {
    title: 'messages.bulkTitle',
    count: 'messages.bulkCount',
    none: 'messages.bulkNone',
    start: 'messages.bulkStart',
    running: {
      RUNNING: 'messages.bulkRunning',
      DONE: 'messages.bulkDone',
      STOPPED: 'messages.bulkStopped',
      FAILED: 'messages.bulkEnded',
    },
    failed: 'messages.bulkFailed',
  },
  recall: {
    title: 'messages.recallTitle',
    count: 'messages.recallCount',
    none: 'messages.recallNone',
    start: 'messages.recallStart',
    running: {
      RUNNING: 'messages.recallRunning',
      DONE: 'messages.recallDone',
      STOPPED: 'messages.recallStopped',
      FAILED: 'messages.recallEnded',
    },
    failed: 'messages.recallFailed',
  },
  reschedule: {
    title: 'messages.moveTitle',
    count: 'messages.moveCount',
    none: 'messages.waitingNone',
    start: 'messages.moveStart',
    running: {
      RUNNING: 'messages.moveRunning',
      DONE: 'messages.moveDone',
      STOPPED: 'messages.moveStopped',
      FAILED: 'messages.moveEnded',
    },
    failed: 'messages.moveFailed',
  },
  cancel: {
    title: 'messages.callOffTitle',
    count: 'messages.callOffCount',
    none: 'messages.waitingNone',
    start: 'messages.callOffStart',
    running: {
      RUNNING: 'messages.callOffRunning',
      DONE: 'messages.callOffDone',
      STOPPED: 'messages.callOffStopped',
      FAILED: 'messages.callOffEnded',
    },
    failed: 'messages.callOffFailed',
  },
} as const;

interface Order {
  filter: Record<string, string>;
  perSecond: number;
  /** Of a recall: those of the same call, too. */
  others: boolean;
  /** Of another time; null: now. */
  at: Dayjs | null;
}

function previewed(act: Act, { filter, perSecond, others }: Order): Promise<ResendPreview> {
  const body = { filter, perSecond };
  switch (act) {
    case 'resend':
      return taken(api.POST('/v1/resends/preview', { body }));
    case 'recall':
      return taken(api.POST('/v1/recalls/preview', { body: { ...body, others } }));
    case 'reschedule':
      return taken(api.POST('/v1/reschedules/preview', { body }));
    case 'cancel':
      return taken(api.POST('/v1/cancellations/preview', { body }));
  }
}

function started(act: Act, { filter, perSecond, others, at }: Order): Promise<ResendJob> {
  const body = { filter, perSecond };
  switch (act) {
    case 'resend':
      return taken(api.POST('/v1/resends', { body }));
    case 'recall':
      return taken(api.POST('/v1/recalls', { body: { ...body, others } }));
    case 'reschedule':
      return taken(
        api.POST('/v1/reschedules', { body: { ...body, ...(at && { at: at.toISOString() }) } }),
      );
    case 'cancel':
      return taken(api.POST('/v1/cancellations', { body }));
  }
}

/** First how many and how long, then, once confirmed, how far it is. */
export function BulkAct({ act, filter, close }: Props) {
  const { t } = useTranslation();
  const [fixed] = useState(filter);
  const [job, setJob] = useState<string | null>(null);
  return (
    <Modal open onCancel={close} footer={null} title={t(WORDS[act].title)} width={520}>
      {job ? (
        <Running act={act} id={job} close={close} />
      ) : (
        <Preview act={act} filter={fixed} began={setJob} close={close} />
      )}
    </Modal>
  );
}

const USUAL_SPEED = 50;

function Preview({ act, filter, began, close }: Props & { began: (id: string) => void }) {
  const { t } = useTranslation();
  const duration = useDuration();
  const [perSecond, setPerSecond] = useState(USUAL_SPEED);
  const [others, setOthers] = useState(false);
  const [at, setAt] = useState<Dayjs | null>(null);
  const order = { filter, perSecond, others, at };
  const preview = useQuery({
    queryKey: ['bulk-preview', act, queryOf(filter), perSecond],
    queryFn: () => previewed(act, order),
    placeholderData: (before) => before,
    staleTime: 0,
  });
  const start = useMutation({
    mutationFn: () => started(act, order),
    onSuccess: (job) => began(job.id),
  });
  return (
    <Loaded query={preview}>
      {(found) => (
        <div className="stack">
          <b className="big">
            {found.count > 0 ? t(WORDS[act].count, { count: found.count }) : t(WORDS[act].none)}
          </b>
          {found.count > 0 && (
            <p>
              {t('messages.bulkTakes', { time: duration(found.estimatedSeconds * 1_000) })}{' '}
              {found.capped && t('messages.bulkCapped')}
            </p>
          )}
          {act === 'recall' && <p className="soft">{t('messages.recallMeans')}</p>}
          <Breakdown preview={found} />
          {act === 'recall' && (
            <Checkbox checked={others} onChange={(event) => setOthers(event.target.checked)}>
              {t('messages.recallWithOthers')}
            </Checkbox>
          )}
          {act === 'reschedule' && (
            <label className="row" htmlFor="move-to">
              {t('messages.moveTo')}
              <DatePicker
                id="move-to"
                showTime={{ format: 'HH:mm' }}
                format="YYYY-MM-DD HH:mm"
                value={at}
                minDate={dayjs()}
                placeholder={t('messages.moveNow')}
                onChange={setAt}
              />
            </label>
          )}
          {act === 'cancel' && <p className="soft">{t('messages.callOffMeans')}</p>}
          <label className="row" htmlFor="per-second">
            {t('messages.bulkSpeed')}
            <InputNumber
              id="per-second"
              min={1}
              max={1_000}
              value={perSecond}
              onChange={(value) => setPerSecond(value ?? USUAL_SPEED)}
            />
          </label>
          {start.error && <Trouble problem={start.error} />}
          <div className="row end">
            <Button onClick={close}>{t('components.cancel')}</Button>
            <Button
              type="primary"
              danger={act === 'recall' || act === 'cancel'}
              disabled={found.count === 0}
              loading={start.isPending}
              onClick={() => start.mutate()}
            >
              {t(WORDS[act].start, { count: found.count })}
            </Button>
          </div>
        </div>
      )}
    </Loaded>
  );
}

function Breakdown({ preview }: { preview: ResendPreview }) {
  const { t } = useTranslation();
  const channelName = useChannelName();
  const leftOut = Object.entries(preview.leftOut).filter(([, count]) => count > 0);
  return (
    <>
      <Facts
        of={Object.entries(preview.byChannel).map(([channel, count]) => [
          channelName(channel),
          <span className="num">{count}</span>,
        ])}
      />
      {leftOut.length > 0 && (
        <div>
          <h2>{t('messages.bulkLeftOut')}</h2>
          <Facts
            of={leftOut.map(([why, count]) => [
              t(`messages.leftOut.${why as 'alreadySent'}`, { defaultValue: why }),
              <span className="num">{count}</span>,
            ])}
          />
        </div>
      )}
    </>
  );
}

function Running({ act, id, close }: { act: Act; id: string; close: () => void }) {
  const { t } = useTranslation();
  const told = useReason();
  const timeText = useTimeText();
  const job = useQuery({
    queryKey: ['resend', id],
    queryFn: () => taken(api.GET('/v1/resends/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.state === 'RUNNING' ? 700 : false),
  });
  const stop = useMutation({
    mutationFn: () => taken(api.POST('/v1/resends/{id}/stop', { params: { path: { id } } })),
    onSuccess: () => job.refetch(),
  });
  return (
    <Loaded query={job}>
      {(now) => (
        <div className="stack">
          <b className="big">{t(WORDS[act].running[now.state], counts(now))}</b>
          <Progress
            percent={Math.round((100 * now.resent) / Math.max(1, now.total))}
            status={PROGRESS[now.state]}
          />
          {now.failed > 0 && <p>{t(WORDS[act].failed, { failed: now.failed })}</p>}
          {now.problem && <p className="soft">{told(now.problem)}</p>}
          {now.waitsUntil && (
            <p className="soft">
              {t('messages.bulkWaits', {
                time: timeText(now.waitsUntil),
                reason: now.waitsFor && told(now.waitsFor),
              })}
            </p>
          )}
          <div className="row end">
            {now.state === 'RUNNING' ? (
              <Button danger loading={stop.isPending} onClick={() => stop.mutate()}>
                {t('messages.bulkStop')}
              </Button>
            ) : (
              <Button type="primary" onClick={close}>
                {t('components.close')}
              </Button>
            )}
          </div>
        </div>
      )}
    </Loaded>
  );
}

const PROGRESS = {
  RUNNING: 'active',
  DONE: 'success',
  STOPPED: 'normal',
  FAILED: 'exception',
} as const;

function counts({ resent, total }: ResendJob) {
  return { resent, total };
}
