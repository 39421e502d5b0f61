import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Modal, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import { Code } from '../../components/Code';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../components/Loaded';
import { Time } from '../../components/Time';
import { useTroubleMessage } from '../../components/troubleMessage';

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
  const issue = useMutation({
    mutationFn: () => taken(api.POST('/v1/applications/{application}/keys', { params: { path } })),
    onSuccess: () => keys.refetch(),
    onError: tell,
  });
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
    <Button size="small" loading={issue.isPending} onClick={() => issue.mutate()}>
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
                  render: (_, key) => <span className="mono">hk_{key.id}_…</span>,
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
                  align: 'right',
                  render: (_, key) =>
                    key.revokedAt ? (
                      <span className="soft">
                        {t('applications.keyRevoked')} <Time at={key.revokedAt} />
                      </span>
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
      <Modal
        open={issue.data !== undefined}
        title={t('applications.keyShownOnce')}
        closable={false}
        mask={{ closable: false }}
        keyboard={false}
        footer={
          <Button type="primary" onClick={() => issue.reset()}>
            {t('applications.keyDone')}
          </Button>
        }
      >
        <Code text={issue.data?.key ?? ''} label={t('applications.keyId')} />
      </Modal>
    </div>
  );
}
