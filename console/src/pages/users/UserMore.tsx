import { MoreOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import { queries } from '../../api/queries';
import type { User } from '../../api/shapes';
import { useTroubleMessage } from '../../components/troubleMessage';

/** What an administrator does to the account of somebody who lost a phone, or left one signed in. */
export function UserMore({ user }: { user: User }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const tell = useTroubleMessage();
  const path = { params: { path: { id: user.id } } };
  const done = () => {
    void message.success(t('components.saved'), 1.5);
    return queries.invalidateQueries({ queryKey: ['users'] });
  };
  const ask = (title: string, action: () => Promise<unknown>) =>
    void modal.confirm({
      title,
      okText: t('users.goOn'),
      cancelText: t('components.cancel'),
      onOk: () => action().then(done, tell),
    });
  const name = user.displayName;
  const items = [
    {
      key: 'sessions',
      label: t('users.signOut'),
      onClick: () =>
        ask(t('users.signOutAsk', { name }), () =>
          taken(api.DELETE('/v1/users/{id}/sessions', path)),
        ),
    },
    {
      key: 'factor',
      label: t('users.resetFactor'),
      disabled: !user.secondFactor,
      onClick: () =>
        ask(t('users.resetFactorAsk', { name }), () =>
          taken(api.DELETE('/v1/users/{id}/second-factor', path)),
        ),
    },
  ];
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button
        size="small"
        type="text"
        icon={<MoreOutlined aria-hidden />}
        aria-label={t('users.more', { name })}
      />
    </Dropdown>
  );
}
