import { Checkbox, Form, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import { useApplications, useTenants } from '../../api/lists';
import type { Role, User } from '../../api/shapes';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';

interface Fields {
  name: string;
  displayName: string;
  role: Role;
  tenants?: string[];
  applications?: string[];
  seesPersonalData?: boolean;
  disabled?: boolean;
}

interface Props {
  user?: User;
  created: (user: User) => void;
  close: () => void;
}

const ROLES: Role[] = ['viewer', 'operator', 'editor', 'administrator'];

/** Makes a user, who then gets an invitation, or changes what one may do. */
export function UserForm({ user, created, close }: Props) {
  const { t } = useTranslation();
  const tenants = useTenants().data?.items ?? [];
  const applications = useApplications().data?.items ?? [];
  const save = async (fields: Fields) => {
    const body = {
      ...fields,
      tenants: some(fields.tenants),
      applications: some(fields.applications),
    };
    if (user) await taken(api.PUT('/v1/users/{id}', { params: { path: { id: user.id } }, body }));
    else created(await taken(api.POST('/v1/users', { body })));
  };
  return (
    <FormDrawer<Fields>
      title={user ? user.displayName : t('users.create')}
      initial={user ? (user as unknown as Partial<Fields>) : { role: 'viewer' }}
      save={save}
      close={close}
    >
      <Field name="name" label={t('users.name')} disabled={user !== undefined} />
      <Field name="displayName" label={t('users.displayName')} />
      <Field name="role" label={t('users.role')}>
        <Radio.Group
          className="roles"
          options={ROLES.map((value) => ({
            value,
            label: (
              <>
                {t(`session.roles.${value}`)}{' '}
                <span className="soft small">{t(`users.roleHint.${value}`)}</span>
              </>
            ),
          }))}
        />
      </Field>
      <Field name="tenants" label={t('users.tenants')} optional>
        <Select
          mode="multiple"
          placeholder={t('users.everywhere')}
          options={tenants.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Field>
      <Field name="applications" label={t('users.applications')} optional>
        <Select
          mode="multiple"
          placeholder={t('users.everywhere')}
          options={applications.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Field>
      <Form.Item name="seesPersonalData" valuePropName="checked" noStyle>
        <Checkbox>{t('users.personal')}</Checkbox>
      </Form.Item>
      {user && (
        <Form.Item name="disabled" valuePropName="checked">
          <Checkbox>{t('users.disabled')}</Checkbox>
        </Form.Item>
      )}
    </FormDrawer>
  );
}

/** An empty choice limits nothing. */
function some(codes: string[] | null | undefined): string[] | undefined {
  return codes?.length ? codes : undefined;
}
