import { useQuery } from '@tanstack/react-query';
import { Button, Form, InputNumber, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { json } from '../../api/client';
import type { Page, Pause } from '../../api/shapes';
import { Empty } from '../../components/Empty';
import { Section } from '../../components/Page';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';
import { Loaded } from '../../components/Loaded';
import { PlaceChoice } from '../../components/PlaceChoice';
import { Time } from '../../components/Time';
import { useMay } from '../../session/session';
import { Preview } from './ActDrawer';
import { KINDS, placeOf, type Kind } from './places';

/** What is paused, and what else may be. */
export function Paused() {
  const { t, i18n } = useTranslation();
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const [resuming, setResuming] = useState<Pause>();
  const [discarding, setDiscarding] = useState<Pause>();
  const number = new Intl.NumberFormat(i18n.language);
  const pauses = useQuery({
    queryKey: ['pauses'],
    queryFn: () => json<Page<Pause>>('/v1/pauses'),
    refetchInterval: 5_000,
  });
  return (
    <Section title={t('waiting.paused')}>
      {may('operate') && (
        <div className="actions row">
          <Button onClick={() => setAdding(true)}>{t('waiting.pauseSomething')}</Button>
        </div>
      )}
      <Loaded query={pauses}>
        {({ items }) => (
          <div className="card scroll" tabIndex={0} role="region" aria-label={t('waiting.paused')}>
            <Table
              rowKey={(pause) => `${pause.kind} ${pause.key}`}
              size="middle"
              pagination={{ pageSize: 20, hideOnSinglePage: true }}
              dataSource={items}
              locale={{ emptyText: <Empty title={t('waiting.nothingPaused')} /> }}
              columns={[
                {
                  title: t('waiting.what'),
                  render: (_, { kind, key }) => `${t(`waiting.kind.${kind as Kind}`)} ${key}`,
                },
                { title: t('waiting.by'), dataIndex: 'by' },
                { title: t('waiting.since'), render: (_, { at }) => <Time at={at} /> },
                {
                  title: t('waiting.reason'),
                  render: (_, { reason, surge }) =>
                    surge
                      ? t('waiting.surge', {
                          n: number.format(surge.count),
                          minutes: surge.minutes,
                          usual: number.format(surge.usual),
                        })
                      : reason,
                },
                {
                  render: (_, pause) =>
                    may('operate') && (
                      <div className="row">
                        <Button
                          size="small"
                          aria-label={t('waiting.resumeAsk', { what: pause.key })}
                          onClick={() => setResuming(pause)}
                        >
                          {t(pause.surge ? 'waiting.release' : 'waiting.resume')}
                        </Button>
                        {pause.surge && (
                          <Button
                            size="small"
                            danger
                            aria-label={t('waiting.discardAsk', { what: pause.key })}
                            onClick={() => setDiscarding(pause)}
                          >
                            {t('waiting.discard')}
                          </Button>
                        )}
                      </div>
                    ),
                },
              ]}
            />
          </div>
        )}
      </Loaded>
      {discarding && <Discard code={discarding.key} close={() => setDiscarding(undefined)} />}
      {adding && <Add close={() => setAdding(false)} />}
      {resuming && (
        <Resume
          kind={resuming.kind as Kind}
          code={resuming.key}
          close={() => setResuming(undefined)}
        />
      )}
    </Section>
  );
}

interface Fields {
  kind: Kind;
  code: string;
  reason?: string;
}

function Add({ close }: { close: () => void }) {
  const { t } = useTranslation();
  return (
    <FormDrawer<Fields>
      title={t('waiting.pauseSomething')}
      initial={{ kind: 'application' }}
      save={({ kind, code, reason }) =>
        json(`${placeOf(kind, code)}/pause`, 'POST', reason ? { reason } : undefined)
      }
      close={close}
    >
      <Place />
      <Field name="reason" label={t('waiting.reason')} hint={t('waiting.reasonHint')} optional />
    </FormDrawer>
  );
}

function Place() {
  const { t } = useTranslation();
  const form = Form.useFormInstance<Fields>();
  const kind = Form.useWatch('kind', form) ?? 'application';
  return (
    <>
      <Field name="kind" label={t('waiting.what')}>
        <Select
          options={KINDS.map((value) => ({ value, label: t(`waiting.kind.${value}`) }))}
          onChange={() => form.resetFields(['code'])}
        />
      </Field>
      <Field name="code" label={t(`waiting.kind.${kind}`)}>
        <PlaceChoice kind={kind} />
      </Field>
    </>
  );
}

/** What waits of a node is not sent any more; what comes later is. */
function Discard({ code, close }: { code: string; close: () => void }) {
  const { t } = useTranslation();
  const [application = '', node = ''] = code.split('/', 2);
  const order = { act: 'EXPIRE' as const, application, node };
  return (
    <FormDrawer<{ reason?: string }>
      title={t('waiting.discardAsk', { what: code })}
      initial={{}}
      save={async ({ reason }) => {
        await json('/v1/waiting/acts', 'POST', { ...order, ...(reason && { reason }) });
        await json(`${placeOf('node', code)}/resume`, 'POST');
      }}
      close={close}
    >
      <p>{t('waiting.discardHint')}</p>
      <Field name="reason" label={t('waiting.reason')} hint={t('waiting.reasonHint')} optional />
      <Preview order={order} />
    </FormDrawer>
  );
}

/** Lets it go on, all at once or at a rate. */
export function Resume({ kind, code, close }: { kind: Kind; code: string; close: () => void }) {
  const { t } = useTranslation();
  return (
    <FormDrawer<{ perMinute?: number }>
      title={t('waiting.resumeAsk', { what: code })}
      initial={{}}
      save={({ perMinute }) =>
        json(`${placeOf(kind, code)}/resume`, 'POST', perMinute ? { perMinute } : undefined)
      }
      close={close}
    >
      <Field
        name="perMinute"
        label={t('waiting.perMinute')}
        hint={t('waiting.perMinuteHint')}
        optional
      >
        <InputNumber min={1} precision={0} style={{ width: '100%' }} />
      </Field>
    </FormDrawer>
  );
}
