import { Select, Switch } from 'antd';
import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import { useApplications, useNodes } from '../../api/lists';
import type { Subscription } from '../../api/shapes';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';
import { TYPES, useTypeName } from './types';

interface Fields {
  application: string;
  code: string;
  url: string;
  types: string[];
  nodes: string[];
  enabled: boolean;
}

interface Props {
  subscription?: Subscription;
  /** With its secret, which only the one that makes it is told. */
  made?: (subscription: Subscription) => void;
  close: () => void;
}

/** Makes a webhook subscription, or changes one. */
export function SubscriptionForm({ subscription, made, close }: Props) {
  const { t } = useTranslation();
  const name = useTypeName();
  const save = async ({ application, code, ...body }: Fields) => {
    const path = { application, subscription: code };
    const put = await taken(
      api.PUT('/v1/applications/{application}/subscriptions/{subscription}', {
        // What is there already is changed on its own page.
        params: { path, header: subscription ? {} : { 'If-None-Match': '*' } },
        body,
      }),
    );
    made?.(put);
  };
  return (
    <FormDrawer<Fields>
      title={subscription ? subscription.code : t('subscriptions.create')}
      initial={
        subscription
          ? { ...subscription, url: subscription.url ?? '' }
          : { types: [], nodes: [], enabled: true }
      }
      save={save}
      close={close}
    >
      <Owner disabled={subscription !== undefined} />
      <Field
        name="code"
        label={t('subscriptions.code')}
        hint={t('subscriptions.codeHint')}
        disabled={subscription !== undefined}
      />
      <Field name="url" label={t('subscriptions.url')} hint={t('subscriptions.urlHint')} />
      <Field name="types" label={t('subscriptions.types')} optional>
        <Select
          mode="multiple"
          placeholder={t('subscriptions.typesAll')}
          options={TYPES.map((value) => ({ value, label: name(value) }))}
        />
      </Field>
      <Nodes />
      <Form.Item name="enabled" label={t('subscriptions.enabled')} valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormDrawer>
  );
}

function Owner({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation();
  const applications = useApplications().data?.items ?? [];
  return (
    <Field name="application" label={t('subscriptions.application')}>
      <Select
        disabled={disabled}
        options={applications.map(({ code, name }) => ({ value: code, label: name }))}
      />
    </Field>
  );
}

function Nodes() {
  const { t } = useTranslation();
  const nodes = useNodes(Form.useWatch<string | undefined>('application')).data?.items ?? [];
  return (
    <Field name="nodes" label={t('subscriptions.nodes')} optional>
      <Select
        mode="multiple"
        placeholder={t('subscriptions.nodesAll')}
        options={nodes.map(({ code, name }) => ({ value: code, label: name }))}
      />
    </Field>
  );
}
