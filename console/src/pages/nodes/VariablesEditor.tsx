import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, Checkbox, Input, Select, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  exampleOf,
  renamed,
  rowsOf,
  typeOf,
  TYPES,
  withExample,
  withOneMore,
  withRows,
  withSecret,
  withText,
  withType,
  type Row,
} from './variables';

interface Props {
  /** The schema's text; both come from the form's field. */
  value?: string;
  onChange?: (text: string) => void;
  id?: string;
}

/** A node's variables as a table, or as the JSON Schema that the table writes. */
export function VariablesEditor({ value = '', onChange = () => {}, id }: Props) {
  const { t } = useTranslation();
  return (
    <Tabs
      size="small"
      items={[
        {
          key: 'table',
          label: t('nodes.variableTable'),
          children: <Rows text={value} change={onChange} />,
        },
        {
          key: 'schema',
          label: 'JSON Schema',
          children: (
            <Input.TextArea
              {...(id && { id })}
              className="mono"
              aria-label="JSON Schema"
              autoSize={{ minRows: 8, maxRows: 20 }}
              spellCheck={false}
              value={value}
              onChange={(event) => onChange(event.target.value)}
            />
          ),
        },
      ]}
    />
  );
}

function Rows({ text, change }: { text: string; change: (text: string) => void }) {
  const { t } = useTranslation();
  const rows = rowsOf(text);
  if (!rows) return <p className="soft">{t('nodes.variablesUnread')}</p>;
  const write = (next: Row[]) => change(withRows(text, next));
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('nodes.schema')}>
      <table className="plain-table variables">
        <thead>
          <tr>
            <th scope="col">{t('nodes.variableName')}</th>
            <th scope="col">{t('nodes.variableType')}</th>
            <th scope="col">{t('nodes.variableLabel')}</th>
            <th scope="col">{t('nodes.variableSample')}</th>
            <th scope="col">{t('nodes.variableRequired')}</th>
            <th scope="col">{t('nodes.variableSecretColumn')}</th>
            <th aria-label={t('components.remove')} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <Variable
              key={at}
              row={row}
              taken={(name) => rows.some((other) => other !== row && other.name === name)}
              rename={(name) => write(renamed(rows, row.name, name))}
              change={(next) => write(rows.map((each) => (each === row ? next : each)))}
              remove={() => write(rows.filter((each) => each !== row))}
            />
          ))}
        </tbody>
      </table>
      <Button
        type="dashed"
        size="small"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => write(withOneMore(rows))}
      >
        {t('nodes.variableAdd')}
      </Button>
    </div>
  );
}

interface VariableProps {
  row: Row;
  taken: (name: string) => boolean;
  rename: (name: string) => void;
  change: (row: Row) => void;
  remove: () => void;
}

function Variable({ row, taken, rename, change, remove }: VariableProps) {
  const { t } = useTranslation();
  const type = typeOf(row);
  const of = (column: string) => `${column}: ${row.name}`;
  const types = (TYPES as readonly string[]).includes(type) ? TYPES : [type, ...TYPES];
  const nested = type === 'object' || type === 'array';
  return (
    <tr>
      <td>
        <Name key={row.name} row={row} taken={taken} rename={rename} />
      </td>
      <td>
        <Select
          size="small"
          value={type}
          aria-label={of(t('nodes.variableType'))}
          disabled={nested}
          popupMatchSelectWidth={false}
          onChange={(next: string) => change(withType(row, next))}
          options={types.map((each) => ({
            value: each,
            label: t(`nodes.type.${each as 'string'}`, { defaultValue: each }),
          }))}
        />
      </td>
      <td>
        <Input
          size="small"
          value={String(row.shape['title'] ?? '')}
          aria-label={of(t('nodes.variableLabel'))}
          onChange={(event) => change(withText(row, 'title', event.target.value))}
        />
      </td>
      <td>
        <Sample key={`${row.name} ${type}`} row={row} change={change} disabled={nested} />
      </td>
      <td>
        <Checkbox
          checked={row.required}
          aria-label={of(t('nodes.variableRequired'))}
          onChange={(event) => change({ ...row, required: event.target.checked })}
        />
      </td>
      <td>
        <Checkbox
          checked={row.shape['x-secret'] === true}
          aria-label={of(t('nodes.variableSecretColumn'))}
          disabled={nested}
          onChange={(event) => change(withSecret(row, event.target.checked))}
        />
      </td>
      <td>
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={of(t('components.remove'))}
          onClick={remove}
        />
      </td>
    </tr>
  );
}

/** It is taken over when it is left: half a name may be another variable's. */
function Name({ row, taken, rename }: Pick<VariableProps, 'row' | 'taken' | 'rename'>) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [name, setName] = useState(row.name);
  const leave = () => {
    const wanted = name.trim();
    if (wanted === row.name) return;
    if (wanted !== '' && !taken(wanted)) return rename(wanted);
    setName(row.name);
    void message.error(t('nodes.variableTaken', { name: wanted }));
  };
  return (
    <Input
      size="small"
      className="mono"
      value={name}
      aria-label={t('nodes.variableName')}
      onChange={(event) => setName(event.target.value)}
      onBlur={leave}
      onPressEnter={(event) => {
        event.preventDefault();
        event.currentTarget.blur();
      }}
    />
  );
}

/** As it is typed: “8.” is on the way to 8.5. */
function Sample({
  row,
  change,
  disabled,
}: {
  row: Row;
  change: (row: Row) => void;
  disabled: boolean;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(exampleOf(row));
  return (
    <Input
      size="small"
      value={typed}
      disabled={disabled}
      aria-label={`${t('nodes.variableSample')}: ${row.name}`}
      onChange={(event) => {
        setTyped(event.target.value);
        change(withExample(row, event.target.value));
      }}
    />
  );
}
