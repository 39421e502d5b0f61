import { DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Modal, Progress, Steps } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, taken, type Schemas } from '../../api/client';
import { queries } from '../../api/queries';
import { useChannelName } from '../../components/ChannelName';
import { CsvFile, type Csv, type Target } from '../../components/CsvFile';
import { Facts } from '../../components/Facts';
import { Loaded } from '../../components/Loaded';
import { RowFaults } from '../../components/RowFaults';
import { Trouble } from '../../components/Trouble';
import { useReason } from '../../components/useReason';

type Import = Schemas['ImportView'];

const CHANNELS = [
  'email',
  'dingtalk',
  'feishu',
  'wecom',
  'infoflow',
  'wechat',
  'whatsapp',
  'app-push',
  'inbox',
  'webhook',
];

const BUSY: ReadonlySet<Import['state']> = new Set(['CHECKING', 'RUNNING']);

/** From the file to what became of each row, a step at a time. */
export function ImportDialog({ tenant, close }: { tenant: string; close: () => void }) {
  const { t } = useTranslation();
  const [csv, setCsv] = useState<Csv | null>(null);
  const [id, setId] = useState<string | null>(null);
  return (
    <Modal open onCancel={close} footer={null} title={t('tenants.import')} width={880}>
      {id ? (
        <Looked tenant={tenant} id={id} back={() => setId(null)} close={close} />
      ) : (
        <FileStep tenant={tenant} csv={csv} setCsv={setCsv} checks={setId} />
      )}
    </Modal>
  );
}

function ImportSteps({ at }: { at: number }) {
  const { t } = useTranslation();
  return (
    <Steps
      size="small"
      current={at}
      items={[
        { title: t('tenants.stepFile') },
        { title: t('tenants.stepCheck') },
        { title: t('tenants.stepRun') },
        { title: t('tenants.stepDone') },
      ]}
    />
  );
}

function useTargets(): Target[] {
  const { t } = useTranslation();
  const channelName = useChannelName();
  return [
    { value: 'code', label: t('tenants.recipientCode') },
    { value: 'name', label: t('tenants.name') },
    { value: 'phone', label: t('tenants.phone') },
    ...CHANNELS.map((value) => ({ value, label: channelName(value) })),
    { value: 'locale', label: t('tenants.locale') },
    { value: 'zone', label: t('tenants.zone') },
  ];
}

interface FileProps {
  tenant: string;
  csv: Csv | null;
  setCsv: (csv: Csv) => void;
  checks: (id: string) => void;
}

function FileStep({ tenant, csv, setCsv, checks }: FileProps) {
  const { t } = useTranslation();
  const targets = useTargets();
  const check = useMutation({
    mutationFn: ({ upload, mapping }: Csv) =>
      taken(
        api.POST('/v1/tenants/{tenant}/imports', {
          params: { path: { tenant } },
          body: {
            upload: upload.id,
            encoding: upload.encoding,
            delimiter: upload.delimiter,
            mapping,
          },
        }),
      ),
    onSuccess: (made) => checks(made.id),
  });
  const coded = csv !== null && Object.values(csv.mapping).includes('code');
  return (
    <div className="stack">
      <ImportSteps at={0} />
      <div className="row">
        <span className="soft">{t('tenants.importHint')}</span>
        <Button
          size="small"
          icon={<DownloadOutlined />}
          href={templateOf(t('tenants.importTemplateRows'))}
          download={t('tenants.importTemplateName')}
        >
          {t('tenants.importTemplate')}
        </Button>
      </div>
      <CsvFile
        csv={csv}
        targets={targets}
        own={(column) => ({
          value: `attributes.${column}`,
          label: t('tenants.attributeOf', { column }),
        })}
        known={(meaning) =>
          targets.find(({ value }) => value === (meaning === 'sms' ? 'phone' : meaning))?.value
        }
        changed={setCsv}
      />
      {csv && csv.upload.columns.length > 0 && !coded && (
        <Alert type="info" showIcon title={t('tenants.importNeedsCode')} />
      )}
      {check.error && <Trouble problem={check.error} />}
      <div className="row end">
        <Button
          type="primary"
          disabled={!csv || !coded}
          loading={check.isPending}
          onClick={() => csv && check.mutate(csv)}
        >
          {t('tenants.importCheck')}
        </Button>
      </div>
    </div>
  );
}

/** With a mark, so that table programs read its Chinese. */
function templateOf(rows: string): string {
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${rows}`)}`;
}

interface LookedProps {
  tenant: string;
  id: string;
  back: () => void;
  close: () => void;
}

function Looked({ tenant, id, back, close }: LookedProps) {
  const path = { tenant, id };
  const found = useQuery({
    queryKey: ['import', tenant, id],
    queryFn: () => taken(api.GET('/v1/tenants/{tenant}/imports/{id}', { params: { path } })),
    refetchInterval: ({ state }) => (state.data && !BUSY.has(state.data.state) ? false : 500),
  });
  const state = found.data?.state;
  useEffect(() => {
    if (state === 'DONE' || state === 'STOPPED') {
      void queries.invalidateQueries({ queryKey: ['recipients', tenant] });
    }
  }, [state, tenant]);
  return (
    <Loaded query={found}>
      {(now) => (
        <div className="stack">
          <ImportSteps at={STEP[now.state]} />
          <HowFar now={now} />
          {now.wrong > 0 && (
            <RowFaults
              of={[id, now.state, String(now.wrong)]}
              ask={() =>
                taken(api.GET('/v1/tenants/{tenant}/imports/{id}/faults', { params: { path } }))
              }
              download={`/v1/tenants/${tenant}/imports/${id}/faults/export`}
            />
          )}
          <Actions
            tenant={tenant}
            now={now}
            changed={() => void found.refetch()}
            back={back}
            close={close}
          />
        </div>
      )}
    </Loaded>
  );
}

const STEP: Record<Import['state'], number> = {
  CHECKING: 1,
  CHECKED: 1,
  RUNNING: 2,
  DONE: 3,
  STOPPED: 3,
  FAILED: 3,
};

function HowFar({ now }: { now: Import }) {
  const { t } = useTranslation();
  const told = useReason();
  const dry = now.state === 'CHECKING' || now.state === 'CHECKED';
  return (
    <>
      <b className="big" role="status">
        {t(`tenants.importState.${now.state}`)}
      </b>
      {now.state === 'RUNNING' && now.total !== undefined && (
        <Progress
          percent={Math.floor((100 * now.lookedAt) / Math.max(1, now.total))}
          aria-label={t('tenants.importState.RUNNING')}
        />
      )}
      {now.problem && <Alert type="error" showIcon title={told(now.problem)} />}
      <Facts
        of={[
          [t('tenants.importRows'), <span className="num">{now.lookedAt}</span>],
          [
            t(dry ? 'tenants.importWouldCreate' : 'tenants.importCreated'),
            <span className="num">{now.created}</span>,
          ],
          [
            t(dry ? 'tenants.importWouldUpdate' : 'tenants.importUpdated'),
            <span className="num">{now.updated}</span>,
          ],
          [t('tenants.importUnchanged'), <span className="num">{now.unchanged}</span>],
          [t('tenants.importWrong'), <span className="num">{now.wrong}</span>],
        ]}
      />
    </>
  );
}

interface ActionsProps {
  tenant: string;
  now: Import;
  changed: () => void;
  back: () => void;
  close: () => void;
}

function Actions({ tenant, now, changed, back, close }: ActionsProps) {
  const { t } = useTranslation();
  const path = { tenant, id: now.id };
  const start = useMutation({
    mutationFn: () =>
      taken(api.POST('/v1/tenants/{tenant}/imports/{id}/start', { params: { path } })),
    onSuccess: changed,
  });
  const stop = useMutation({
    mutationFn: () =>
      taken(api.POST('/v1/tenants/{tenant}/imports/{id}/stop', { params: { path } })),
    onSuccess: changed,
  });
  const would = now.created + now.updated;
  return (
    <>
      {(start.error ?? stop.error) && <Trouble problem={(start.error ?? stop.error)!} />}
      <div className="row end">
        {(now.state === 'CHECKED' || now.state === 'FAILED') && (
          <Button onClick={back}>{t('tenants.importBack')}</Button>
        )}
        {BUSY.has(now.state) && (
          <Button danger loading={stop.isPending} onClick={() => stop.mutate()}>
            {t('tenants.importStop')}
          </Button>
        )}
        {now.state === 'CHECKED' && (
          <Button
            type="primary"
            disabled={would === 0}
            loading={start.isPending}
            onClick={() => start.mutate()}
          >
            {t('tenants.importStart', { would })}
          </Button>
        )}
        {(now.state === 'DONE' || now.state === 'STOPPED') && (
          <Button type="primary" onClick={close}>
            {t('components.close')}
          </Button>
        )}
      </div>
    </>
  );
}
