import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { Code } from '../../components/Code';
import { variablesOf } from './node';

/** What messages of a node bring along: as a table, and as the JSON Schema that it is made from. */
export function Variables({ schema }: { schema: unknown }) {
  const { t } = useTranslation();
  return (
    <Tabs
      size="small"
      items={[
        { key: 'table', label: t('nodes.variableTable'), children: <Table schema={schema} /> },
        {
          key: 'schema',
          label: 'JSON Schema',
          children: <Code text={JSON.stringify(schema ?? {}, null, 2)} label="JSON Schema" />,
        },
      ]}
    />
  );
}

function Table({ schema }: { schema: unknown }) {
  const { t, i18n } = useTranslation();
  const variables = variablesOf(schema);
  if (variables.length === 0) return <p className="soft">{t('nodes.variableNone')}</p>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('nodes.schema')}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('nodes.variableName')}</th>
            <th scope="col">{t('nodes.variableType')}</th>
            <th scope="col">{t('nodes.variableLabel')}</th>
            <th scope="col">{t('nodes.variableSample')}</th>
            <th scope="col">{t('nodes.variableRequired')}</th>
          </tr>
        </thead>
        <tbody>
          {variables.map((variable) => (
            <tr key={variable.name}>
              <td className="mono">{variable.name}</td>
              <td>
                {i18n.exists(`nodes.type.${variable.type}`)
                  ? t(`nodes.type.${variable.type as 'string'}`)
                  : variable.type}
                {variable.secret && <span className="sub">{t('nodes.variableSecret')}</span>}
              </td>
              <td>{variable.label || '–'}</td>
              <td className="mono soft">{variable.secret ? '•••' : variable.sample}</td>
              <td>{variable.required ? t('components.yes') : t('components.no')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
