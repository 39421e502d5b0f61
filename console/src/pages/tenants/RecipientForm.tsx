import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, taken, type Schemas } from '../../api/client';
import { useSources } from '../../api/lists';
import { useChannelName } from '../../components/ChannelName';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';
import { ZoneChoice } from '../../components/ZoneChoice';
import { Attributes, attributesOf, givenAttributes, type Attribute } from './Attributes';
import { Devices } from './Devices';

interface Fields {
  code: string;
  name: string;
  locale?: string;
  zone?: string;
  addresses?: Record<string, string | undefined>;
  attributes?: Attribute[];
  channels?: string[];
}

interface Props {
  tenant: string;
  recipient?: Schemas['RecipientView'];
  close: () => void;
}

const ALWAYS = ['email', 'sms'];

export function RecipientForm({ tenant, recipient, close }: Props) {
  const { t } = useTranslation();
  const channelName = useChannelName();
  const used = (useSources().data?.items ?? []).map((source) => source.channel);
  const channels = [...new Set([...ALWAYS, ...Object.keys(recipient?.addresses ?? {}), ...used])];
  return (
    <FormDrawer<Fields>
      title={recipient ? recipient.name : t('tenants.newRecipient')}
      initial={
        recipient
          ? ({ ...recipient, attributes: attributesOf(recipient.attributes) } as Partial<Fields>)
          : {}
      }
      save={({ code, name, locale, zone, addresses, attributes, channels: order }) =>
        taken(
          api.PUT('/v1/tenants/{tenant}/recipients/{code}', {
            params: { path: { tenant, code } },
            body: {
              name,
              ...(locale && { locale }),
              ...(zone && { zone }),
              addresses: given(addresses),
              attributes: givenAttributes(attributes),
              channels: order ?? [],
            },
          }),
        )
      }
      close={close}
    >
      <Field name="code" label={t('tenants.recipientCode')} disabled={recipient !== undefined} />
      <Field name="name" label={t('tenants.name')} />
      <Field name="locale" label={t('tenants.locale')} hint={t('tenants.localeHint')} optional />
      <Field name="zone" label={t('tenants.zone')} hint={t('tenants.zoneOfPerson')} optional>
        <ZoneChoice />
      </Field>
      {channels.map((channel) => (
        <Field key={channel} name={['addresses', channel]} label={channelName(channel)} optional />
      ))}
      <Field
        name="channels"
        label={t('tenants.channelOrder')}
        hint={t('tenants.channelOrderHint')}
        optional
      >
        <Select
          mode="multiple"
          options={channels.map((value) => ({ value, label: channelName(value) }))}
        />
      </Field>
      <Attributes />
      {recipient && <Devices tenant={tenant} code={recipient.code} />}
    </FormDrawer>
  );
}

function given(addresses: Fields['addresses'] = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(addresses).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}
