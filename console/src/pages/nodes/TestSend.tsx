import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import { useTenants } from '../../api/lists';
import { TestReport } from '../../components/TestReport';
import { Trouble } from '../../components/Trouble';
import { useMay } from '../../session/session';
import { remember } from '../find/first';
import type { Place, Version } from './TemplatePage';

interface Props {
  place: Place;
  version: Version | undefined;
  sample: string;
}

/** Sends the newest saved version to one address, really. */
export function TestSend({ place, version, sample }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const tenants = useTenants().data?.items ?? [];
  const { application, node, channel, locale } = place;
  const send = useMutation({
    mutationFn: ({ tenant, to }: { tenant: string; to?: string }) =>
      taken(
        api.POST('/v1/applications/{application}/nodes/{node}/test', {
          params: { path: { application, node } },
          body: {
            tenant,
            channel,
            locale,
            data: JSON.parse(sample),
            ...(version && { version: version.id }),
            ...(to && { to }),
          },
        }),
      ),
    onSuccess: () => remember({ tested: true }),
  });
  if (!may('operate')) return null;
  return (
    <div className="stack">
      <p className="soft small">{t('nodes.testVersion')}</p>
      <Form
        layout="vertical"
        requiredMark={false}
        initialValues={{ tenant: place.tenant ?? tenants[0]?.code }}
        onFinish={send.mutate}
      >
        {!place.tenant && (
          <Form.Item name="tenant" label={t('nodes.testTenantNeeded')} rules={[{ required: true }]}>
            <Select options={tenants.map(({ code, name }) => ({ value: code, label: name }))} />
          </Form.Item>
        )}
        {place.tenant && (
          <Form.Item name="tenant" hidden>
            <Input />
          </Form.Item>
        )}
        <Form.Item name="to" label={t('nodes.testTo')} extra={t('nodes.testToHint')}>
          <Input autoComplete="off" />
        </Form.Item>
        <Button htmlType="submit" disabled={!version} loading={send.isPending}>
          {t('nodes.testGo')}
        </Button>
      </Form>
      {send.error && <Trouble problem={send.error} />}
      {send.data && <TestReport report={send.data} />}
    </div>
  );
}
