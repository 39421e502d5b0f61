import { useQuery } from '@tanstack/react-query';
import { Button, InputNumber, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { json } from '../../api/client';
import { queries } from '../../api/queries';
import type { Page, Silence } from '../../api/shapes';
import { Empty } from '../../components/Empty';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';
import { Loaded } from '../../components/Loaded';
import { Time } from '../../components/Time';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useMay } from '../../session/session';
import { ScopeFields } from './ScopeFields';
import { en } from './words';

const KINDS = Object.keys(en.kind) as NonNullable<Silence['kind']>[];
const SCOPES = Object.keys(en.scope) as Silence['scope'][];

/** Alarms that nobody is told of for a while. */
export function Silences() {
  const { t } = useTranslation();
  const may = useMay();
  const tell = useTroubleMessage();
  const [adding, setAdding] = useState(false);
  const silences = useQuery({
    queryKey: ['alarm-silences'],
    queryFn: () => json<Page<Silence>>('/v1/alarm-silences'),
    refetchInterval: 10_000,
  });
  const end = ({ id }: Silence) =>
    json(`/v1/alarm-silences/${id}`, 'DELETE').then(() => void queries.invalidateQueries(), tell);
  return (
    <>
      <p className="soft">{t('alarms.silencesHint')}</p>
      {may('operate') && (
        <div className="actions row" style={{ marginBlock: 12 }}>
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('alarms.addSilence')}
          </Button>
        </div>
      )}
      <Loaded query={silences}>
        {({ items }) => (
          <div
            className="card scroll"
            tabIndex={0}
            role="region"
            aria-label={t('alarms.tabs.silences')}
          >
            <Table
              rowKey="id"
              size="middle"
              pagination={{ pageSize: 50, hideOnSinglePage: true }}
              dataSource={items}
              locale={{ emptyText: <Empty title={t('alarms.noSilences')} /> }}
              columns={[
                {
                  title: t('alarms.rule'),
                  render: (_, { kind }) => (kind ? t(`alarms.kind.${kind}`) : t('alarms.anyKind')),
                },
                {
                  title: t('alarms.where'),
                  render: (_, { scope, key }) => `${t(`alarms.scope.${scope}`)} ${key}`,
                },
                { title: t('alarms.until'), render: (_, { until }) => <Time at={until} /> },
                { title: t('alarms.reason'), dataIndex: 'reason' },
                { title: t('alarms.by'), dataIndex: 'by' },
                {
                  render: (_, silence) =>
                    may('operate') && (
                      <Button size="small" onClick={() => void end(silence)}>
                        {t('alarms.end')}
                      </Button>
                    ),
                },
              ]}
            />
          </div>
        )}
      </Loaded>
      {adding && <Add close={() => setAdding(false)} />}
    </>
  );
}

type Fields = Pick<Silence, 'scope' | 'key'> & {
  kind?: Silence['kind'];
  minutes: number;
  reason?: string;
};

function Add({ close }: { close: () => void }) {
  const { t } = useTranslation();
  return (
    <FormDrawer<Fields>
      title={t('alarms.addSilence')}
      initial={{ scope: 'ALL', minutes: 60 }}
      save={(fields) => json('/v1/alarm-silences', 'POST', fields)}
      close={close}
    >
      <Field name="kind" label={t('alarms.rule')} optional>
        <Select
          allowClear
          placeholder={t('alarms.anyKind')}
          options={KINDS.map((value) => ({ value, label: t(`alarms.kind.${value}`) }))}
        />
      </Field>
      <ScopeFields scopes={SCOPES} />
      <Field name="minutes" label={t('alarms.minutes')}>
        <InputNumber min={1} precision={0} style={{ width: '100%' }} />
      </Field>
      <Field name="reason" label={t('alarms.reason')} optional />
    </FormDrawer>
  );
}
