import { useQuery } from '@tanstack/react-query';
import { Form, Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { json } from '../../api/client';
import { useTenantName } from '../../api/lists';
import type { Page, WaitingAct, WaitingHeap, WaitingPreview } from '../../api/shapes';
import { ChannelName } from '../../components/ChannelName';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';
import { useDuration } from '../../components/useDuration';
import { en } from './words';

type Act = WaitingAct['act'];
const ACTS = Object.keys(en.act) as Act[];

interface Fields {
  act: Act;
  application?: string;
  node?: string;
  tenant?: string;
  lane?: string;
  channel?: string;
  to?: string;
  graceSeconds?: number;
  reason?: string;
}

interface SourceLine {
  code: string;
  channel: string;
}

/** Decides about what waits now, and shows first how much that is. */
export function ActDrawer({ on, close }: { on: WaitingHeap; close: () => void }) {
  const { t } = useTranslation();
  const tenantName = useTenantName();
  const [act, setAct] = useState<Act>('HOLD');
  const [to, setTo] = useState<string>();
  const [part] = useState({
    application: on.application,
    node: on.node,
    tenant: on.tenant,
    lane: on.lane,
    channel: on.channel,
  });
  const sources = useQuery({
    queryKey: ['sources'],
    queryFn: () => json<Page<SourceLine>>('/v1/sources'),
  });
  return (
    <FormDrawer<Fields>
      title={t('waiting.actOn')}
      initial={{ act: 'HOLD', ...part }}
      save={(fields) => json('/v1/waiting/acts', 'POST', fields)}
      close={close}
    >
      <p>
        {`${on.application}/${on.node} · ${tenantName(on.tenant)} · ${on.lane} · `}
        <ChannelName channel={on.channel} />
      </p>
      <p className="sub">{t('waiting.onlyNow')}</p>
      {(['application', 'node', 'tenant', 'lane', 'channel'] as const).map((name) => (
        <Form.Item key={name} name={name} hidden>
          <Input />
        </Form.Item>
      ))}
      <Field name="act" label={t('waiting.handle')} hint={t(`waiting.actHint.${act}`)}>
        <Radio.Group
          onChange={(event) => setAct(event.target.value as Act)}
          options={ACTS.map((value) => ({ value, label: t(`waiting.act.${value}`) }))}
        />
      </Field>
      {act === 'MOVE' && (
        <Field name="to" label={t('waiting.to')}>
          <Select
            onChange={setTo}
            options={(sources.data?.items ?? [])
              .filter((source) => source.channel === on.channel)
              .map(({ code }) => ({ value: code, label: code }))}
          />
        </Field>
      )}
      {act === 'EXPIRE' && (
        <Field name="graceSeconds" label={t('waiting.grace')} optional>
          <InputNumber
            min={0}
            max={3600}
            precision={0}
            placeholder="60"
            style={{ width: '100%' }}
          />
        </Field>
      )}
      <Field name="reason" label={t('waiting.reason')} hint={t('waiting.reasonHint')} optional />
      <Preview order={{ act, ...part, ...(act === 'MOVE' && to ? { to } : {}) }} />
    </FormDrawer>
  );
}

/** How many, and how long it takes. */
export function Preview({ order }: { order: Fields }) {
  const { t, i18n } = useTranslation();
  const duration = useDuration();
  const preview = useQuery({
    queryKey: ['waiting-preview', order],
    queryFn: () => json<WaitingPreview>('/v1/waiting/preview', 'POST', order),
    enabled: order.act !== 'MOVE' || order.to !== undefined,
  });
  if (!preview.data) return null;
  const count = new Intl.NumberFormat(i18n.language).format(preview.data.count);
  const seconds = preview.data.seconds;
  return (
    <p role="status">
      {seconds === undefined || seconds === null
        ? t('waiting.preview', { n: count })
        : t('waiting.previewSeconds', {
            n: count,
            time: duration(seconds * 1_000),
          })}
    </p>
  );
}
