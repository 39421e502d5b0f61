import { EditOutlined, ExclamationCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { json } from '../../api/client';
import type { Matrix, MatrixCell } from '../../api/shapes';
import { ChannelName } from '../../components/ChannelName';
import { Loaded } from '../../components/Loaded';
import type { NodeView } from './node';

/** Tenant × channel × language: what is there, what stands in, and what is missing. */
export function TemplateMatrix({ application, node }: { application: string; node: NodeView }) {
  const { t } = useTranslation();
  const base = `/nodes/${application}/${node.code}/template`;
  const matrix = useQuery({
    queryKey: ['matrix', application, node.code],
    queryFn: () => json<Matrix>(`/v1/applications/${application}/nodes/${node.code}/matrix`),
  });
  return (
    <Loaded query={matrix}>
      {({ channels, rows }) => (
        <div className="card scroll">
          <table className="matrix">
            <thead>
              <tr>
                <th scope="col">{t('nodes.forWhom')}</th>
                {channels.map((channel) => (
                  <th key={channel} scope="col">
                    <ChannelName channel={channel} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.tenant ?? ''}>
                  <th scope="row">
                    {row.tenant ? (row.tenantName ?? row.tenant) : t('nodes.anyTenant')}
                  </th>
                  {channels.map((channel) => (
                    <td key={channel}>
                      {row.cells
                        .filter((cell) => cell.channel === channel)
                        .map((cell) => (
                          <Cell
                            key={cell.locale}
                            cell={cell}
                            to={`${base}?${placeOf(row.tenant, cell)}`}
                          />
                        ))}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Loaded>
  );
}

function placeOf(tenant: string | null | undefined, { channel, locale }: MatrixCell): string {
  return new URLSearchParams({ ...(tenant && { tenant }), channel, locale }).toString();
}

function Cell({ cell, to }: { cell: MatrixCell; to: string }) {
  const { t } = useTranslation();
  const own = cell.template !== undefined;
  return (
    <Link to={to} className={`cell ${own ? 'own' : cell.missing ? 'missing' : 'lent'}`}>
      <b>{cell.locale}</b>
      {own ? (
        <>
          {cell.published
            ? t('nodes.version', { number: cell.published })
            : t('nodes.draft', { newest: cell.newest })}
          <EditOutlined />
        </>
      ) : cell.missing ? (
        <span title={t('nodes.missingHint')}>
          <ExclamationCircleOutlined /> {t('nodes.missing')}
        </span>
      ) : (
        <>
          {cell.from
            ? t('nodes.inherits', {
                from: `${cell.from.tenant ?? t('nodes.anyTenant')} ${cell.from.locale}`,
              })
            : '–'}
          <PlusOutlined />
        </>
      )}
    </Link>
  );
}
