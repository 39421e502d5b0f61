import { useMutation } from '@tanstack/react-query';
import { Modal, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client';
import type { FieldError } from '../../api/problem';
import { queries } from '../../api/queries';
import { Trouble } from '../../components/Trouble';
import { recipientsOf, type Entry, type Wrong } from './csv';
import { decoded } from './decode';

interface Result {
  line: number;
  code?: string;
  result: 'created' | 'updated' | 'unchanged' | 'invalid';
  errors?: FieldError[];
}

interface Outcome {
  results: Result[];
  wrong?: Wrong;
}

async function send(tenant: string, entries: Entry[]): Promise<Result[]> {
  const response = await call(`/v1/tenants/${tenant}/recipients`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-ndjson', Accept: 'application/x-ndjson' },
    body: entries.map((entry) => entry.json).join('\n'),
  });
  const lines = (await response.text()).split('\n').filter(Boolean);
  return lines
    .map((line) => JSON.parse(line) as Result)
    .map((result) => ({ ...result, line: entries[result.line - 1]?.line ?? result.line }));
}

/** Takes a file and says of each row that was refused what is wrong with it. */
export function ImportDialog({ tenant, close }: { tenant: string; close: () => void }) {
  const { t } = useTranslation();
  const run = useMutation({
    mutationFn: async (file: File): Promise<Outcome> => {
      const read = recipientsOf(decoded(new Uint8Array(await file.arrayBuffer())));
      if ('wrong' in read) return { results: [], wrong: read };
      return { results: await send(tenant, read.entries) };
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['recipients', tenant] }),
  });
  return (
    <Modal open onCancel={close} footer={null} title={t('tenants.import')} width={640}>
      <div className="stack">
        <p className="soft">{t('tenants.importHint')}</p>
        <label className="row">
          {t('tenants.importChoose')}
          <input
            type="file"
            accept=".csv,text/csv"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) run.mutate(file);
            }}
          />
        </label>
        {run.isPending && <p>{t('tenants.importRunning')}</p>}
        {run.error && <Trouble problem={run.error} />}
        {run.data && <Report outcome={run.data} />}
      </div>
    </Modal>
  );
}

function Report({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation();
  if (outcome.wrong) {
    return (
      <div className="trouble" role="alert">
        {t(`tenants.csv.${outcome.wrong.wrong}`, { line: outcome.wrong.line })}
      </div>
    );
  }
  const count = (kind: Result['result']) =>
    outcome.results.filter((row) => row.result === kind).length;
  const refused = outcome.results.filter((row) => row.result === 'invalid');
  return (
    <>
      <p role="status">
        {t('tenants.importGood', {
          created: count('created'),
          updated: count('updated'),
          unchanged: count('unchanged'),
        })}
      </p>
      {refused.length > 0 && (
        <>
          <b>{t('tenants.importBad', { invalid: refused.length })}</b>
          <Table
            rowKey="line"
            size="small"
            pagination={{ pageSize: 10, hideOnSinglePage: true }}
            dataSource={refused}
            columns={[
              { title: t('tenants.row'), dataIndex: 'line', width: 70 },
              {
                title: t('tenants.problem'),
                render: (_, row) =>
                  row.errors?.map((error) => (
                    <div key={error.field + error.reason}>
                      <span className="mono">{error.field}</span> {error.reason}{' '}
                      <span className="soft">
                        {t('components.expected', { expected: error.expected })}
                      </span>
                    </div>
                  )),
              },
            ]}
          />
        </>
      )}
    </>
  );
}
