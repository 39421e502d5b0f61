import { useQuery } from '@tanstack/react-query';
import { App, Button, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { json } from '../../api/client';
import { useTenants } from '../../api/lists';
import { queries } from '../../api/queries';
import type { LegalHold, Page } from '../../api/shapes';
import { Empty } from '../../components/Empty';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';
import { Loaded } from '../../components/Loaded';
import { Section } from '../../components/Page';
import { Time } from '../../components/Time';
import { useTroubleMessage } from '../../components/troubleMessage';

/** Whose messages are kept whatever else says that they go. */
export function Holds() {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const tell = useTroubleMessage();
  const [adding, setAdding] = useState(false);
  const holds = useQuery({
    queryKey: ['legal-holds'],
    queryFn: () => json<Page<LegalHold>>('/v1/legal-holds'),
  });
  const end = ({ id, subject }: LegalHold) =>
    modal.confirm({
      title: t('system.holdEndAsk', { subject }),
      content: t('system.holdEndHint'),
      okText: t('system.holdEnd'),
      cancelText: t('components.cancel'),
      onOk: () =>
        json(`/v1/legal-holds/${id}`, 'DELETE').then(() => void queries.invalidateQueries(), tell),
    });
  return (
    <Section title={t('system.holds')}>
      <p className="soft">{t('system.holdsHint')}</p>
      <div className="actions row" style={{ marginBlock: 12 }}>
        <Button onClick={() => setAdding(true)}>{t('system.addHold')}</Button>
      </div>
      <Loaded query={holds}>
        {({ items }) => (
          <div className="card scroll" tabIndex={0} role="region" aria-label={t('system.holds')}>
            <Table
              rowKey="id"
              size="middle"
              pagination={{ pageSize: 20, hideOnSinglePage: true }}
              dataSource={items}
              locale={{ emptyText: <Empty title={t('system.holdsNone')} /> }}
              columns={[
                {
                  title: t('system.holdSubject'),
                  render: (_, { subject, wholeTenant }) => (
                    <>
                      <span className="mono">{subject}</span>
                      {wholeTenant && <span className="sub">{t('system.holdAll')}</span>}
                    </>
                  ),
                },
                { title: t('system.holdReason'), dataIndex: 'reason' },
                { title: t('system.holdSince'), render: (_, { madeAt }) => <Time at={madeAt} /> },
                { title: t('system.holdBy'), dataIndex: 'madeBy' },
                {
                  title: t('messages.state'),
                  render: (_, hold) => <Lasting hold={hold} />,
                },
                {
                  render: (_, hold) =>
                    !hold.endedAt && (
                      <Button size="small" onClick={() => end(hold)}>
                        {t('system.holdEnd')}
                      </Button>
                    ),
                },
              ]}
            />
          </div>
        )}
      </Loaded>
      {adding && <Add close={() => setAdding(false)} />}
    </Section>
  );
}

function Lasting({ hold }: { hold: LegalHold }) {
  const { t, i18n } = useTranslation();
  return hold.endedAt ? (
    <span className="soft">
      {t('system.holdEnded', {
        at: new Date(hold.endedAt).toLocaleDateString(i18n.language),
        by: hold.endedBy,
      })}
    </span>
  ) : (
    <span className="state">{t('system.holdLasts')}</span>
  );
}

function Add({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const tenants = useTenants().data?.items ?? [];
  return (
    <FormDrawer<{ tenant: string; recipient?: string; reason: string }>
      title={t('system.addHold')}
      initial={{}}
      save={({ recipient, ...rest }) =>
        json('/v1/legal-holds', 'POST', { ...rest, ...(recipient && { recipient }) })
      }
      close={close}
    >
      <Field name="tenant" label={t('system.holdTenant')}>
        <Select
          showSearch
          options={tenants.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
        />
      </Field>
      <Field
        name="recipient"
        label={t('system.holdRecipient')}
        hint={t('system.holdRecipientHint')}
        optional
      />
      <Field name="reason" label={t('system.holdReason')} hint={t('system.holdReasonHint')} />
    </FormDrawer>
  );
}
