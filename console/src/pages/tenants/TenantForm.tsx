import { AutoComplete, ColorPicker, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, taken, type Schemas } from '../../api/client';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';
import {
  quietFieldsOf,
  QuietHoursFields,
  quietHoursOf,
  type QuietHoursFieldValues,
} from '../../components/QuietHoursFields';
import { ZoneChoice } from '../../components/ZoneChoice';

type Fields = Omit<Schemas['TenantSpec'], 'quietHours'> & { code: string } & QuietHoursFieldValues;

const LOCALES = ['zh-CN', 'zh-TW', 'en', 'ja', 'ko', 'de', 'fr', 'es', 'pt-BR'];

export function TenantForm({ tenant, close }: { tenant?: Schemas['Tenant']; close: () => void }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const names = new Intl.DisplayNames(i18n.language, { type: 'language' });
  return (
    <FormDrawer<Fields>
      title={tenant ? tenant.name : t('tenants.create')}
      initial={
        tenant
          ? { ...tenant, ...quietFieldsOf(tenant.quietHours) }
          : {
              locale: i18n.language === 'zh' ? 'zh-CN' : 'en',
              zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
            }
      }
      save={({ code, name, locale, zone, color, ...quiet }) =>
        taken(
          api.PUT('/v1/tenants/{tenant}', {
            params: { path: { tenant: code } },
            body: {
              name,
              locale,
              zone,
              ...(tenant && { weight: tenant.weight }),
              ...(color && { color }),
              ...quietHoursOf(quiet),
            },
          }),
        )
      }
      saved={({ code }) => void navigate(`/tenants/${code}`)}
      close={close}
    >
      <Field name="code" label={t('tenants.code')} disabled={tenant !== undefined} />
      <Field name="name" label={t('tenants.name')} />
      <Field name="locale" label={t('tenants.locale')} hint={t('tenants.localeHint')}>
        <AutoComplete
          options={LOCALES.map((value) => ({ value, label: `${value} · ${names.of(value)}` }))}
        />
      </Field>
      <Field name="zone" label={t('tenants.zone')} hint={t('tenants.zoneHint')}>
        <ZoneChoice />
      </Field>
      <Form.Item
        name="color"
        label={t('tenants.color')}
        extra={t('tenants.colorHint')}
        getValueFromEvent={(color: { cleared?: unknown; toHexString: () => string }) =>
          color.cleared ? undefined : color.toHexString()
        }
      >
        <ColorPicker
          allowClear
          disabledAlpha
          showText={(color) => (color.cleared ? t('tenants.colorNone') : color.toHexString())}
        />
      </Form.Item>
      <QuietHoursFields hint={t('tenants.quietHint')} />
    </FormDrawer>
  );
}
