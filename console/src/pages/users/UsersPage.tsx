import { PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Modal, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import { useTenantName } from '../../api/lists';
import { queries } from '../../api/queries';
import type { User } from '../../api/shapes';
import { Code } from '../../components/Code';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { Time, useTimeText } from '../../components/Time';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useMay } from '../../session/session';
import { UserForm } from './UserForm';
import { UserMore } from './UserMore';

export default function UsersPage() {
  const { t } = useTranslation();
  const tell = useTroubleMessage();
  const may = useMay();
  const timeText = useTimeText();
  const [open, setOpen] = useState<User | 'new' | null>(null);
  const users = useQuery({
    queryKey: ['users'],
    queryFn: () => taken(api.GET('/v1/users')),
  });
  const invite = useMutation({
    mutationFn: (id: string) =>
      taken(api.POST('/v1/users/{id}/invitation', { params: { path: { id } } })),
    onError: tell,
  });
  return (
    <Page
      title={t('users.title')}
      actions={
        may('administer') && (
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen('new')}>
            {t('users.create')}
          </Button>
        )
      }
    >
      <div className="card">
        <Loaded query={users}>
          {({ items }) => <UserTable users={items} open={setOpen} invite={invite.mutate} />}
        </Loaded>
      </div>
      {open && (
        <UserForm
          {...(open !== 'new' && { user: open })}
          created={({ id }) => invite.mutate(id)}
          close={() => setOpen(null)}
        />
      )}
      <Modal
        open={invite.data !== undefined}
        footer={null}
        title={t('users.invite')}
        onCancel={() => invite.reset()}
      >
        <div className="stack">
          <p>{t('users.inviteOnce')}</p>
          <Code text={invite.data?.link ?? ''} label={t('users.invite')} />
          <p className="soft small">
            {t('users.inviteUntil', { time: invite.data ? timeText(invite.data.expiresAt) : '' })}
          </p>
        </div>
      </Modal>
    </Page>
  );
}

interface TableProps {
  users: User[];
  open: (user: User) => void;
  invite: (id: string) => void;
}

function UserTable({ users, open, invite }: TableProps) {
  const { t } = useTranslation();
  const tenantName = useTenantName();
  const { modal } = App.useApp();
  const tell = useTroubleMessage();
  const remove = (user: User) =>
    modal.confirm({
      title: t('users.deleteAsk', { name: user.displayName }),
      okText: t('components.remove'),
      cancelText: t('components.cancel'),
      okButtonProps: { danger: true },
      onOk: () =>
        taken(api.DELETE('/v1/users/{id}', { params: { path: { id: user.id } } })).then(
          () => queries.invalidateQueries({ queryKey: ['users'] }),
          tell,
        ),
    });
  return (
    <Table
      rowKey="id"
      pagination={false}
      dataSource={users}
      scroll={{ x: 'max-content' }}
      columns={[
        {
          title: t('users.displayName'),
          render: (_, user) => (
            <>
              <button type="button" className="link" onClick={() => open(user)}>
                {user.displayName}
              </button>
              <span className="sub mono">{user.name}</span>
            </>
          ),
        },
        {
          title: t('users.role'),
          render: (_, user) => (
            <>
              {t(`session.roles.${user.role}`)}
              {user.secondFactor && <span className="sub">{t('session.factor.title')}</span>}
            </>
          ),
        },
        {
          title: t('users.limits'),
          render: (_, user) =>
            [...(user.tenants ?? []).map(tenantName), ...(user.applications ?? [])].join(', ') ||
            t('users.everywhere'),
        },
        { title: t('users.lastSeen'), render: (_, user) => <LastSeen user={user} /> },
        {
          align: 'right',
          render: (_, user) => (
            <>
              {user.signsInWith === 'password' && (
                <Button size="small" type="text" onClick={() => invite(user.id)}>
                  {t('users.invite')}
                </Button>
              )}
              <Button size="small" type="text" danger onClick={() => void remove(user)}>
                {t('components.remove')}
              </Button>
              <UserMore user={user} />
            </>
          ),
        },
      ]}
    />
  );
}

function LastSeen({ user }: { user: User }) {
  const { t } = useTranslation();
  if (user.disabled) return <span className="state bad">{t('users.blocked')}</span>;
  if (!user.ready) return <span className="soft">{t('users.waiting')}</span>;
  return user.signedInAt ? <Time at={user.signedInAt} /> : t('users.never');
}
