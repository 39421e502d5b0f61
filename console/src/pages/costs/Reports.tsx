import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { json } from '../../api/client';
import { useTenants } from '../../api/lists';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';
import { Section } from '../../components/Page';
import { Loaded } from '../../components/Loaded';

interface Settings {
  tenant?: string | null;
}

/** By which company's sources the weekly reports go. */
export function Reports() {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const settings = useQuery({
    queryKey: ['report-settings'],
    queryFn: () => json<Settings>('/v1/report-settings'),
  });
  return (
    <Section title={t('costs.reports')}>
      <p className="soft">{t('costs.reportsHint')}</p>
      <Loaded query={settings}>
        {({ tenant }) => (
          <div className="row">
            <span>{tenant ? t('costs.reportsBy', { tenant }) : t('costs.reportsOff')}</span>
            <Button size="small" onClick={() => setEditing(true)}>
              {t('costs.change')}
            </Button>
            {editing && <Edit tenant={tenant} close={() => setEditing(false)} />}
          </div>
        )}
      </Loaded>
    </Section>
  );
}

function Edit({ tenant, close }: { tenant: Settings['tenant']; close: () => void }) {
  const { t } = useTranslation();
  const tenants = useTenants();
  return (
    <FormDrawer<Settings>
      title={t('costs.reports')}
      initial={tenant ? { tenant } : {}}
      save={(fields) => json('/v1/report-settings', 'PUT', { tenant: fields.tenant ?? null })}
      close={close}
    >
      <Field name="tenant" label={t('costs.reportsTenant')} optional>
        <Select
          allowClear
          options={(tenants.data?.items ?? []).map(({ code, name }) => ({
            value: code,
            label: name,
          }))}
        />
      </Field>
    </FormDrawer>
  );
}
