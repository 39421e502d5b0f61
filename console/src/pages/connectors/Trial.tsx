import { useMutation } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, taken, type Schemas } from '../../api/client';
import type { Problem } from '../../api/problem';
import { Code } from '../../components/Code';
import { Field } from '../../components/Field';
import { placed } from '../../components/placed';
import { TestReport } from '../../components/TestReport';
import { Trouble } from '../../components/Trouble';
import { useReason } from '../../components/useReason';
import { wordsOf } from '../sources/setting';
import { SettingInput, SettingLabel } from '../sources/SettingInput';

interface Tried {
  settings?: Record<string, string | undefined>;
  to?: string;
}

interface Props {
  yaml: string;
  definition: Schemas['CheckedDefinition'];
}

/** Makes the request of what is written, or really sends it, with settings of this form alone. */
export function Trial({ yaml, definition }: Props) {
  const { t, i18n } = useTranslation();
  const told = useReason();
  const [form] = Form.useForm<Tried>();
  const [unplaced, setUnplaced] = useState<Problem | null>(null);
  const body = ({ settings, to }: Tried) => ({
    yaml,
    settings: Object.fromEntries(
      Object.entries(settings ?? {}).filter((entry): entry is [string, string] => !!entry[1]),
    ),
    ...(to && { to }),
  });
  const outcome = {
    onMutate: () => setUnplaced(null),
    onError: (problem: unknown) => setUnplaced(placed(form, problem)),
  };
  const dryRun = useMutation({
    mutationFn: (tried: Tried) =>
      taken(api.POST('/v1/definition-trials/dry-run', { body: body(tried) })),
    ...outcome,
  });
  const send = useMutation({
    mutationFn: (tried: Tried) =>
      taken(api.POST('/v1/definition-trials/test', { body: body(tried) })),
    ...outcome,
  });
  const run = (by: typeof dryRun | typeof send) => () => {
    dryRun.reset();
    send.reset();
    void form.validateFields().then(
      (tried) => by.mutate(tried),
      () => undefined,
    );
  };
  return (
    <div className="stack">
      <p className="soft small">{t('connectors.trialHint')}</p>
      <Form<Tried>
        form={form}
        name="trial"
        layout="vertical"
        requiredMark={false}
        initialValues={{ settings: definition.sample, to: definition.to }}
      >
        {definition.fields.map((field) => (
          <Field
            key={field.name}
            name={['settings', field.name]}
            label={<SettingLabel field={field} />}
            hint={wordsOf(field, i18n.language).help}
            optional={!field.required || Boolean(field.fallback)}
          >
            <SettingInput field={field} />
          </Field>
        ))}
        {definition.destination !== 'none' && <Field name="to" label={t('sources.testTo')} />}
        <div className="row">
          <Button type="primary" loading={dryRun.isPending} onClick={run(dryRun)}>
            {t('connectors.dryRun')}
          </Button>
          <Button loading={send.isPending} onClick={run(send)}>
            {t('connectors.send')}
          </Button>
        </div>
      </Form>
      {unplaced && <Trouble problem={unplaced} />}
      {dryRun.data?.request && (
        <div role="status">
          <h3>{t('connectors.dryRunShown')}</h3>
          <Code text={dryRun.data.request} label={t('connectors.dryRunShown')} />
        </div>
      )}
      {dryRun.data?.reason && <p role="status">{told(dryRun.data.reason)}</p>}
      {send.data && <TestReport report={send.data} />}
    </div>
  );
}
