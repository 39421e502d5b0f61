import { useQuery } from '@tanstack/react-query';
import { App, Button, Modal, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, taken, type Schemas } from '../../api/client';
import { Code } from '../../components/Code';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../components/Loaded';
import { Time } from '../../components/Time';
import { useTroubleMessage } from '../../components/troubleMessage';
import { KeyForm } from './KeyForm';

/** The keys of an application. A new one is shown once, and never again. */
export function Keys({ application }: { application: string }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const tell = useTroubleMessage();
  const path = { application };
  const keys = useQuery({
    queryKey: ['keys', application],
    queryFn: () => taken(api.GET('/v1/applications/{application}/keys', { params: { path } })),
  });
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const revoke = (id: string) =>
    modal.confirm({
      title: t('applications.keyRevokeAsk'),
      okText: t('applications.keyRevoke'),
      cancelText: t('components.cancel'),
      okButtonProps: { danger: true },
      onOk: () =>
        taken(
          api.DELETE('/v1/applications/{application}/keys/{id}', {
            params: { path: { ...path, id } },
          }),
        ).then(() => keys.refetch(), tell),
    });
  const make = (
    <Button size="small" onClick={() => setMaking(true)}>
      {t('applications.keyIssue')}
    </Button>
  );
  return (
    <div className="card">
      <Loaded query={keys}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('applications.keyNone')}>
              <div className="row">{make}</div>
            </Empty>
          ) : (
            <Table
              rowKey="id"
              size="middle"
              pagination={false}
              dataSource={items}
              footer={() => make}
              columns={[
                {
                  title: t('applications.keyId'),
                  render: (_, key) => (
                    <>
                      {key.name}{' '}
                      {key.mode !== 'live' && <Tag>{t(`applications.keyModes.${key.mode}`)}</Tag>}
                      <span className="sub mono">hk_{key.id}_…</span>
                    </>
                  ),
                },
                {
                  title: t('applications.keyScopes'),
                  render: (_, key) => (
                    <>
                      {key.scopes.join(', ')}
                      {key.guests && <span className="sub">{key.guests.join(', ')}</span>}
                    </>
                  ),
                },
                {
                  title: t('applications.keyMade'),
                  render: (_, key) => <Time at={key.createdAt} />,
                },
                {
                  title: t('applications.keyUsed'),
                  render: (_, key) => key.lastUsedOn ?? t('applications.keyNever'),
                },
                {
                  title: t('applications.keyExpires'),
                  render: (_, key) => key.expiresAt && <Time at={key.expiresAt} />,
                },
                {
                  align: 'right',
                  render: (_, key) =>
                    key.revokedAt || isOver(key) ? (
                      <Ended of={key} />
                    ) : (
                      <Button size="small" type="text" danger onClick={() => void revoke(key.id)}>
                        {t('applications.keyRevoke')}
                      </Button>
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
      {making && (
        <KeyForm application={application} made={setMade} close={() => setMaking(false)} />
      )}
      <Modal
        open={made !== null}
        title={t('applications.keyShownOnce')}
        closable={false}
        mask={{ closable: false }}
        keyboard={false}
        footer={
          <Button type="primary" onClick={() => setMade(null)}>
            {t('applications.keyDone')}
          </Button>
        }
      >
        <Code text={made ?? ''} label={t('applications.keyId')} />
      </Modal>
    </div>
  );
}

function isOver({ expiresAt }: Schemas['Key']): boolean {
  return expiresAt !== undefined && new Date(expiresAt) <= new Date();
}

function Ended({ of: key }: { of: Schemas['Key'] }) {
  const { t } = useTranslation();
  return (
    <span className="soft">
      {key.revokedAt ? t('applications.keyRevoked') : t('applications.keyExpired')}{' '}
      <Time at={key.revokedAt ?? key.expiresAt} />
    </span>
  );
}
