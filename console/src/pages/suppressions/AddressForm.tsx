import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, taken, type Schemas } from '../../api/client';
import { useConnectors, useTenants } from '../../api/lists';
import { useChannelName } from '../../components/ChannelName';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';

type Fields = Schemas['Wanted'];

export function AddressForm({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const name = useChannelName();
  const tenants = useTenants().data?.items ?? [];
  const connectors = useConnectors().data?.items ?? [];
  const channels = [...new Set(connectors.map((connector) => connector.channel))];
  return (
    <FormDrawer<Fields>
      title={t('suppressions.add')}
      initial={tenants.length === 1 ? { tenant: tenants[0]!.code } : {}}
      save={(body) => taken(api.POST('/v1/suppressions', { body }))}
      close={close}
    >
      <Field name="tenant" label={t('suppressions.tenant')}>
        <Select options={tenants.map((one) => ({ value: one.code, label: one.name }))} />
      </Field>
      <Field name="channel" label={t('suppressions.channel')}>
        <Select options={channels.map((value) => ({ value, label: name(value) }))} />
      </Field>
      <Field name="address" label={t('suppressions.address')} />
      <Field name="note" label={t('suppressions.note')} optional />
    </FormDrawer>
  );
}
