import { useQuery } from '@tanstack/react-query';
import { Button, InputNumber, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { json } from '../../api/client';
import type { Page, WaitingAct } from '../../api/shapes';
import { Empty } from '../../components/Empty';
import { Section } from '../../components/Page';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';
import { Loaded } from '../../components/Loaded';
import { Time, useTimeText } from '../../components/Time';
import { useMay } from '../../session/session';

/** What was decided, and what can be undone of it. */
export function Acts() {
  const { t, i18n } = useTranslation();
  const may = useMay();
  const stands = useStanding();
  const [undoing, setUndoing] = useState<WaitingAct>();
  const number = new Intl.NumberFormat(i18n.language);
  const acts = useQuery({
    queryKey: ['waiting-acts'],
    queryFn: () => json<Page<WaitingAct>>('/v1/waiting/acts'),
    refetchInterval: 3_000,
  });
  return (
    <Section title={t('waiting.acts')}>
      <Loaded query={acts}>
        {({ items }) => (
          <div className="card scroll" tabIndex={0} role="region" aria-label={t('waiting.acts')}>
            <Table
              rowKey="id"
              size="middle"
              pagination={{ pageSize: 20, hideOnSinglePage: true }}
              dataSource={items}
              locale={{ emptyText: <Empty title={t('waiting.noActs')} /> }}
              columns={[
                {
                  title: t('waiting.handle'),
                  render: (_, act) => (
                    <>
                      {t(`waiting.act.${act.act}`)}
                      <span className="sub">{Object.values(act.what).join(' · ')}</span>
                    </>
                  ),
                },
                {
                  title: t('waiting.count'),
                  className: 'num',
                  align: 'right',
                  render: (_, act) => number.format(act.count),
                },
                { title: t('waiting.by'), dataIndex: 'by' },
                { title: t('waiting.since'), render: (_, act) => <Time at={act.at} /> },
                { title: t('waiting.reason'), dataIndex: 'reason' },
                { render: (_, act) => stands(act) },
                {
                  render: (_, act) =>
                    !act.endedAt &&
                    may('operate') && (
                      <Button size="small" onClick={() => setUndoing(act)}>
                        {t('waiting.undo')}
                      </Button>
                    ),
                },
              ]}
            />
          </div>
        )}
      </Loaded>
      {undoing && <Undo act={undoing} close={() => setUndoing(undefined)} />}
    </Section>
  );
}

function useStanding(): (act: WaitingAct) => string {
  const { t } = useTranslation();
  const timeText = useTimeText();
  return (act) => {
    if (act.endedBy) return t('waiting.undone', { by: act.endedBy });
    if (act.endedAt) return t('waiting.ended');
    return new Date(act.beginsAt) > new Date()
      ? t('waiting.begins', { at: timeText(act.beginsAt) })
      : t('waiting.goesOn');
  };
}

function Undo({ act, close }: { act: WaitingAct; close: () => void }) {
  const { t } = useTranslation();
  return (
    <FormDrawer<{ perMinute?: number }>
      title={t('waiting.undoAsk')}
      initial={{}}
      save={({ perMinute }) =>
        json(`/v1/waiting/acts/${act.id}/undo`, 'POST', perMinute ? { perMinute } : undefined)
      }
      close={close}
    >
      <p>
        {t(`waiting.act.${act.act}`)}
        <span className="sub">{Object.values(act.what).join(' · ')}</span>
      </p>
      {act.act === 'HOLD' && (
        <Field
          name="perMinute"
          label={t('waiting.perMinute')}
          hint={t('waiting.perMinuteHint')}
          optional
        >
          <InputNumber min={1} precision={0} style={{ width: '100%' }} />
        </Field>
      )}
    </FormDrawer>
  );
}
