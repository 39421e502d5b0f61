import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, taken, type Schemas } from '../../api/client';
import { useTenants } from '../../api/lists';
import type { Connector } from '../../api/shapes';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';
import { useLabel } from './ConnectorList';
import { wordsOf } from './setting';
import { SettingInput, SettingLabel } from './SettingInput';
import { fieldsOf, KEPT, movedBy, specOf, type SourceFields } from './source';

interface Props {
  connector: Connector;
  source?: Schemas['SourceView'];
  close: () => void;
}

/** Asks for what the connector's definition says that a source is made of. */
export function SourceForm({ connector, source, close }: Props) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const label = useLabel();
  const tenants = useTenants().data?.items ?? [];
  return (
    <FormDrawer<SourceFields>
      title={source ? source.code : label(connector)}
      initial={source ? fieldsOf(source) : {}}
      save={(fields) =>
        taken(
          api.PUT('/v1/sources/{code}', {
            params: { path: { code: fields.code } },
            body: specOf(fields, connector, source),
          }),
        )
      }
      saved={({ code }) => void navigate(`/sources/${code}`)}
      close={close}
    >
      <Field
        name="code"
        label={t('sources.code')}
        hint={t('sources.codeHint')}
        disabled={source !== undefined}
      />
      {connector.fields.map((field) => (
        <Setting
          key={field.name}
          field={field}
          help={wordsOf(field, i18n.language).help}
          kept={source?.settings?.[field.name] === KEPT}
          moved={(settings) => movedBy(connector, source, settings)}
        />
      ))}
      <Field name="tenant" label={t('sources.tenant')} optional>
        <Select
          allowClear
          placeholder={t('sources.shared')}
          options={tenants.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Field>
      <Field
        name="caps"
        label={t('sources.caps')}
        hint={t('sources.capsHint', {
          caps: connector.caps.join(', ') || t('sources.capsNone'),
        })}
        optional
      >
        <Input.TextArea autoSize={{ minRows: 1 }} />
      </Field>
      <Field name="weight" label={t('sources.weight')} hint={t('sources.weightHint')} optional>
        <InputNumber min={1} max={1_000} placeholder="1" />
      </Field>
      <Field name="ambiguity" label={t('sources.ambiguity')} optional>
        <Select
          allowClear
          placeholder={t('sources.ambiguityDefault', {
            what: t(`sources.ambiguityOf.${connector.ambiguity as 'hold'}`),
          })}
          options={(['resend', 'hold'] as const).map((value) => ({
            value,
            label: t(`sources.ambiguityOf.${value}`),
          }))}
        />
      </Field>
    </FormDrawer>
  );
}

interface SettingProps {
  field: Connector['fields'][number];
  help: string | undefined;
  kept: boolean;
  moved: (settings: SourceFields['settings']) => string | undefined;
}

/** A secret is written and never read: what is set shows as set, while it stays where it goes. */
function Setting({ field, help, kept, moved }: SettingProps) {
  const { t } = useTranslation();
  const { name, secret, required } = field;
  const by = moved(Form.useWatch('settings'));
  const again = secret && kept && by !== undefined && by !== name;
  return (
    <Field
      name={['settings', name]}
      label={<SettingLabel field={field} />}
      hint={again ? t('sources.secretAgain', { by }) : help}
      optional={(!required || kept) && !again}
    >
      <SettingInput field={field} placeholder={kept && !again ? t('sources.secretKept') : ''} />
    </Field>
  );
}
