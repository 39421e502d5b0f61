import { useQuery } from '@tanstack/react-query';
import { Button, Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { json } from '../../api/client';
import { useNodes, useTenantName } from '../../api/lists';
import type { AlarmSettings } from '../../api/shapes';
import { Facts } from '../../components/Facts';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';
import { Loaded } from '../../components/Loaded';
import { PlaceChoice } from '../../components/PlaceChoice';
import { RecipientsChoice } from '../../components/RecipientsChoice';

/** Who is told of alarms, and by what. */
export function Told() {
  const { t } = useTranslation();
  const tenantName = useTenantName();
  const [editing, setEditing] = useState(false);
  const settings = useQuery({
    queryKey: ['alarm-settings'],
    queryFn: () => json<AlarmSettings>('/v1/alarm-settings'),
  });
  return (
    <>
      <p className="soft">{t('alarms.toldHint')}</p>
      <Loaded query={settings}>
        {(kept) => (
          <div className="card pad" style={{ marginBlockStart: 12 }}>
            <Facts
              of={[
                [t('alarms.webhook'), kept.webhookHost ?? '–'],
                [t('alarms.node'), kept.node ? `${kept.application}/${kept.node}` : '–'],
                [t('alarms.tenant'), kept.tenant ? tenantName(kept.tenant) : '–'],
                [t('alarms.recipients'), kept.recipients.join(', ') || '–'],
                [t('alarms.others'), kept.escalation.join(', ') || '–'],
              ]}
            />
            <Button onClick={() => setEditing(true)}>{t('alarms.edit')}</Button>
            {editing && <Edit kept={kept} close={() => setEditing(false)} />}
          </div>
        )}
      </Loaded>
    </>
  );
}

interface Fields {
  webhook?: string;
  application?: string;
  node?: string;
  tenant?: string;
  recipients: string[];
  escalation: string[];
}

function Edit({ kept, close }: { kept: AlarmSettings; close: () => void }) {
  const { t } = useTranslation();
  const save = ({ webhook, ...node }: Fields) =>
    json('/v1/alarm-settings', 'PUT', {
      ...node,
      ...(webhook && { webhook: webhook.trim() === '-' ? '' : webhook }),
    });
  return (
    <FormDrawer<Fields>
      title={t('alarms.tabs.told')}
      initial={{
        ...(kept.application && { application: kept.application }),
        ...(kept.node && { node: kept.node }),
        ...(kept.tenant && { tenant: kept.tenant }),
        recipients: kept.recipients,
        escalation: kept.escalation,
      }}
      save={save}
      close={close}
    >
      <Field
        name="webhook"
        label={t('alarms.webhook')}
        optional
        hint={
          kept.webhookHost
            ? t('alarms.webhookHint', { host: kept.webhookHost })
            : t('alarms.noWebhook')
        }
      />
      <Sender />
    </FormDrawer>
  );
}

/** The node that alarms are sent by, and to whom. */
function Sender() {
  const { t } = useTranslation();
  const form = Form.useFormInstance<Fields>();
  const nodes = useNodes(Form.useWatch('application', form)).data?.items ?? [];
  const tenant = Form.useWatch('tenant', form);
  return (
    <>
      <Field name="application" label={t('alarms.application')} optional>
        <PlaceChoice
          kind="application"
          allowClear
          onChange={() => form.setFieldValue('node', undefined)}
        />
      </Field>
      <Field name="node" label={t('alarms.node')} optional>
        <Select
          allowClear
          options={nodes.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
        />
      </Field>
      <Field name="tenant" label={t('alarms.tenant')} optional>
        <PlaceChoice kind="tenant" allowClear />
      </Field>
      <Field
        name="recipients"
        label={t('alarms.recipients')}
        hint={t('alarms.recipientsHint')}
        optional
      >
        <RecipientsChoice tenant={tenant} />
      </Field>
      <Field name="escalation" label={t('alarms.others')} optional>
        <RecipientsChoice tenant={tenant} />
      </Field>
    </>
  );
}
