import { EditOutlined, ExclamationCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, taken } from '../../api/client';
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
    queryFn: () =>
      taken(
        api.GET('/v1/applications/{application}/nodes/{node}/matrix', {
          params: { path: { application, node: node.code } },
        }),
      ),
  });
  return (
    <Loaded query={matrix}>
      {({ channels, rows }) => (
        <>
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
                      {isUnused(row) && <span className="sub">{t('nodes.unused')}</span>}
                    </th>
                    {channels.map((channel) => (
                      <td key={channel}>
                        {row.cells
                          .filter((cell) => cell.channel === channel)
                          .map((cell) => (
                            <Cell
                              key={cell.locale}
                              cell={cell}
                              tenant={row.tenant ?? null}
                              unused={isUnused(row)}
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
          <Legend />
        </>
      )}
    </Loaded>
  );
}

function placeOf(tenant: string | null | undefined, { channel, locale }: MatrixCell): string {
  return new URLSearchParams({ ...(tenant && { tenant }), channel, locale }).toString();
}

/** A tenant that nothing is written for, as of an event that is not meant for it. */
function isUnused({ tenant, cells }: Matrix['rows'][number]): boolean {
  return tenant !== undefined && tenant !== null && cells.every((cell) => cell.missing);
}

interface CellProps {
  cell: MatrixCell;
  tenant: string | null;
  unused: boolean;
}

function Cell({ to, ...props }: CellProps & { to: string }) {
  return (
    <Link to={to} className={`cell ${lookOf(props)}`}>
      <b>{props.cell.locale}</b>
      <What {...props} />
    </Link>
  );
}

/** What every tenant could fall back on is nobody's lack. */
function lookOf({ cell, tenant, unused }: CellProps): string {
  if (cell.template !== undefined) return 'own';
  return cell.missing && tenant !== null && !unused ? 'missing' : 'lent';
}

function What(props: CellProps) {
  const { t } = useTranslation();
  const { cell, tenant } = props;
  switch (lookOf(props)) {
    case 'own':
      return (
        <>
          {cell.published
            ? t('nodes.version', { number: cell.published })
            : t('nodes.draft', { newest: cell.newest })}
          {isNewer(cell) && (
            <span
              className="newer"
              title={t('nodes.newer', { newest: cell.newest })}
              aria-label={t('nodes.newer', { newest: cell.newest })}
            />
          )}
          <EditOutlined aria-hidden />
        </>
      );
    case 'missing':
      return (
        <span title={t('nodes.missingHint')}>
          <ExclamationCircleOutlined aria-hidden /> {t('nodes.missing')} · {t('nodes.write')}
        </span>
      );
    default:
      return (
        <>
          {cell.from ? <Lent from={cell.from} tenant={tenant} /> : null}
          <span className="write">
            <PlusOutlined aria-hidden /> {t('nodes.write')}
          </span>
        </>
      );
  }
}

/** Whether a version was saved after the published one. */
function isNewer({ published, newest }: MatrixCell): boolean {
  return published !== undefined && newest !== undefined && newest > published;
}

function Legend() {
  const { t } = useTranslation();
  return (
    <ul className="legend soft small" aria-label={t('nodes.legend')}>
      <li>
        <EditOutlined aria-hidden /> {t('nodes.legendOwn')}
      </li>
      <li>
        <span className="newer" aria-hidden /> {t('nodes.legendNewer')}
      </li>
      <li>{t('nodes.legendLent')}</li>
      <li className="missing">
        <ExclamationCircleOutlined aria-hidden /> {t('nodes.legendMissing')}
      </li>
    </ul>
  );
}

function Lent({ from, tenant }: { from: NonNullable<MatrixCell['from']>; tenant: string | null }) {
  const { t } = useTranslation();
  const lender = (from.tenant ?? null) === tenant ? '' : (from.tenant ?? t('nodes.anyTenant'));
  return <span>{`← ${lender} ${from.locale}`.replace('  ', ' ')}</span>;
}
