import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api, taken, type Schemas } from '../../api/client';
import { useSources } from '../../api/lists';
import { DeleteButton } from '../../components/DeleteButton';
import { Facts } from '../../components/Facts';
import { Loaded } from '../../components/Loaded';
import { Page, Section } from '../../components/Page';
import { useList } from '../../components/useList';
import { useMay } from '../../session/session';
import { listMessages } from '../messages/filters';
import { Recipients } from './Recipients';
import { TenantForm } from './TenantForm';

export default function TenantPage() {
  const code = useParams()['code']!;
  const tenant = useQuery({
    queryKey: ['tenant', code],
    queryFn: () => taken(api.GET('/v1/tenants/{tenant}', { params: { path: { tenant: code } } })),
  });
  return <Loaded query={tenant}>{(found) => <Whole tenant={found} />}</Loaded>;
}

/** What stands in the way of its removal, as far as it can be counted at once. */
function Belongings({ tenant }: { tenant: string }) {
  const { t } = useTranslation();
  const list = useList();
  const recipients = useQuery({
    queryKey: ['recipients', tenant, 'some'],
    queryFn: () =>
      taken(
        api.GET('/v1/tenants/{tenant}/recipients', {
          params: { path: { tenant }, query: { limit: MOST_COUNTED } },
        }),
      ),
  });
  const messages = useQuery({
    queryKey: ['messages', 'any', tenant],
    queryFn: () => listMessages({ tenant }, undefined, 1),
  });
  const sources = useSources().data?.items.filter((source) => source.tenant === tenant) ?? [];
  const people = recipients.data?.items.length ?? 0;
  return (
    <>
      <p>{t('tenants.deleteWhen')}</p>
      <ul className="plain">
        {people > 0 && (
          <li>
            {t('tenants.hasRecipients', {
              count: people,
              more: recipients.data?.next ? '+' : '',
            })}
          </li>
        )}
        {sources.length > 0 && (
          <li>{t('tenants.hasSources', { sources: list(sources.map(({ code }) => code)) })}</li>
        )}
        {(messages.data?.items.length ?? 0) > 0 && <li>{t('tenants.hasMessages')}</li>}
      </ul>
    </>
  );
}

const MOST_COUNTED = 1_000;

function Whole({ tenant }: { tenant: Schemas['Tenant'] }) {
  const { t } = useTranslation();
  const may = useMay();
  const [editing, setEditing] = useState(false);
  return (
    <Page
      title={tenant.name}
      trail={<Link to="/tenants">{t('tenants.title')}</Link>}
      actions={
        <>
          <Link to={`/messages?tenant=${tenant.code}`}>
            <Button>{t('tenants.messages')}</Button>
          </Link>
          <Link to={`/tenants/${tenant.code}/calendar`}>
            <Button>{t('tenants.calendar')}</Button>
          </Link>
          {may('edit') && (
            <>
              <Button onClick={() => setEditing(true)}>{t('components.edit')}</Button>
              <DeleteButton
                ask={t('tenants.deleteAsk', { name: tenant.name })}
                code={tenant.code}
                consequence={<Belongings tenant={tenant.code} />}
                path={`/v1/tenants/${tenant.code}`}
                after="/tenants"
              />
            </>
          )}
        </>
      }
    >
      <div className="card pad">
        <Facts
          of={[
            [t('tenants.code'), <span className="mono">{tenant.code}</span>],
            [t('tenants.locale'), tenant.locale],
            [t('tenants.zone'), tenant.zone],
            [
              t('components.quietHours'),
              tenant.quietHours
                ? `${tenant.quietHours.from} – ${tenant.quietHours.to}`
                : t('tenants.quietNone'),
            ],
            [
              t('tenants.color'),
              tenant.color ? (
                <span className="mono">
                  <span className="swatch" style={{ background: tenant.color }} /> {tenant.color}
                </span>
              ) : (
                t('tenants.colorNone')
              ),
            ],
          ]}
        />
      </div>
      <Section title={t('tenants.recipients')}>
        <Recipients tenant={tenant.code} />
      </Section>
      {editing && <TenantForm tenant={tenant} close={() => setEditing(false)} />}
    </Page>
  );
}
