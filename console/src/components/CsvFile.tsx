import { useMutation } from '@tanstack/react-query';
import { Alert, Select, Upload as Choose } from 'antd';
import { InboxOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { api, call, taken, type Schemas } from '../api/client';
import { bytes } from './bytes';
import { Time } from './Time';
import { Trouble } from './Trouble';
import { useReason } from './useReason';

export type Upload = Schemas['UploadView'];

/** A file, and what its columns hold. */
export interface Csv {
  upload: Upload;
  mapping: Record<string, string>;
}

export interface Target {
  value: string;
  label: string;
}

interface Props {
  csv: Csv | null;
  targets: Target[];
  /** What any one column may hold besides. */
  own?: (column: string) => Target;
  /** What a column may hold, by what the server takes its name for. */
  known: (meaning: string | undefined, column: string) => string | undefined;
  changed: (csv: Csv) => void;
}

const ENCODINGS = ['UTF-8', 'GB18030', 'UTF-16LE', 'UTF-16BE'];

/** Chooses a file, shows how it was read, and what each of its columns holds. */
export function CsvFile({ csv, targets, own, known, changed }: Props) {
  const { t } = useTranslation();
  const read = (upload: Upload) => {
    const mapping: Record<string, string> = {};
    for (const { name, meaning } of upload.columns) {
      const target = known(meaning, name);
      if (target && !Object.values(mapping).includes(target)) mapping[name] = target;
    }
    changed({ upload, mapping });
  };
  const send = useMutation({
    mutationFn: async (file: File): Promise<Upload> => {
      const response = await call(`/v1/uploads?name=${encodeURIComponent(file.name)}`, {
        method: 'POST',
        headers: { 'Content-Type': 'text/csv', Accept: 'application/json' },
        body: file,
      });
      return (await response.json()) as Upload;
    },
    onSuccess: read,
  });
  return (
    <div className="stack">
      <Choose.Dragger
        accept=".csv,.txt,.tsv,text/csv"
        showUploadList={false}
        disabled={send.isPending}
        beforeUpload={(file) => {
          send.mutate(file);
          return false;
        }}
      >
        <p>
          <InboxOutlined />{' '}
          {send.isPending ? t('components.csv.sending') : t('components.csv.choose')}
        </p>
      </Choose.Dragger>
      {send.error && <Trouble problem={send.error} />}
      {csv && <Detected csv={csv} read={read} />}
      {csv && <Columns csv={csv} targets={targets} {...(own && { own })} changed={changed} />}
    </div>
  );
}

function Detected({ csv: { upload }, read }: { csv: Csv; read: (upload: Upload) => void }) {
  const { t } = useTranslation();
  const told = useReason();
  const again = useMutation({
    mutationFn: (form: { encoding?: string; delimiter?: string }) =>
      taken(
        api.GET('/v1/uploads/{id}', {
          params: {
            path: { id: upload.id },
            query: { encoding: upload.encoding, delimiter: upload.delimiter, ...form },
          },
        }),
      ),
    onSuccess: read,
  });
  return (
    <>
      <div className="row">
        <b>{upload.name}</b>
        <span className="soft">{bytes(upload.bytes)}</span>
        <label className="row">
          {t('components.csv.encoding')}
          <Select
            aria-label={t('components.csv.encoding')}
            value={upload.encoding}
            popupMatchSelectWidth={false}
            options={ENCODINGS.map((value) => ({ value }))}
            onChange={(encoding) => again.mutate({ encoding })}
          />
        </label>
        <label className="row">
          {t('components.csv.delimiter')}
          <Select
            aria-label={t('components.csv.delimiter')}
            value={upload.delimiter}
            popupMatchSelectWidth={false}
            options={[
              { value: ',', label: t('components.csv.comma') },
              { value: ';', label: t('components.csv.semicolon') },
              { value: '\t', label: t('components.csv.tab') },
            ]}
            onChange={(delimiter) => again.mutate({ delimiter })}
          />
        </label>
      </div>
      {upload.before && (
        <Alert
          type="warning"
          showIcon
          title={
            <>
              {t('components.csv.before')} <Time at={upload.before} />
            </>
          }
        />
      )}
      {upload.problem && <Alert type="error" showIcon title={told(upload.problem)} />}
      {again.error && <Trouble problem={again.error} />}
    </>
  );
}

function Columns({
  csv,
  targets,
  own,
  changed,
}: Pick<Props, 'targets' | 'own' | 'changed'> & { csv: Csv }) {
  const { t } = useTranslation();
  const told = useReason();
  const { upload, mapping } = csv;
  if (upload.columns.length === 0) return null;
  const taken = new Set(Object.values(mapping));
  const choose = (column: string, target: string | undefined) => {
    const rest = { ...mapping };
    delete rest[column];
    changed({ upload, mapping: target ? { ...rest, [column]: target } : rest });
  };
  return (
    <div className="sheet-frame">
      <table className="sheet">
        <thead>
          <tr>
            <th>{t('components.csv.line')}</th>
            {upload.columns.map(({ name }, at) => (
              <th key={at}>{name || '—'}</th>
            ))}
          </tr>
          <tr>
            <th>{t('components.csv.holds')}</th>
            {upload.columns.map(({ name }, at) => (
              <th key={at}>
                {name && (
                  <Select
                    allowClear
                    size="small"
                    aria-label={t('components.csv.holdsOf', { column: name })}
                    placeholder={t('components.csv.ignored')}
                    popupMatchSelectWidth={false}
                    style={{ minWidth: 110 }}
                    value={mapping[name]}
                    options={[...targets, ...(own ? [own(name)] : [])].map((target) => ({
                      ...target,
                      disabled: taken.has(target.value) && mapping[name] !== target.value,
                    }))}
                    onChange={(target: string | undefined) => choose(name, target)}
                  />
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {upload.rows.map((row) => (
            <tr key={row.line} className={row.problem ? 'wrong' : ''}>
              <td className="num soft">{row.line}</td>
              {row.cells.map((cell, at) => (
                <td key={at}>
                  {cell}
                  {row.problem && row.column !== '' && upload.columns[at]?.name === row.column && (
                    <div className="small">{told(row.problem)}</div>
                  )}
                </td>
              ))}
              {row.problem && row.column === '' && <td className="small">{told(row.problem)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
