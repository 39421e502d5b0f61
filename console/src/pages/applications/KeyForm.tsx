import { Checkbox, DatePicker, Form, Radio, Select, type GetProps } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { api, taken, type Schemas } from '../../api/client';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';

type Mode = Schemas['Key']['mode'];
type Scope = NonNullable<Schemas['KeySpec']['scopes']>[number];

interface Fields {
  name?: string;
  mode: Mode;
  guests?: string[];
  scopes: Scope[];
  feeds?: string[];
  expiresAt?: Dayjs | null;
}

interface Props {
  application: string;
  made: (key: string) => void;
  close: () => void;
}

const MODES: Mode[] = ['live', 'test', 'guests'];
const SCOPES: Scope[] = ['send', 'read', 'operate', 'edit', 'pull', 'inbox', 'preferences'];
const USUAL: Scope[] = ['send', 'read', 'operate'];

/** Makes a key: what it is called, whom it reaches, what it may do, and until when. */
export function KeyForm({ application, made, close }: Props) {
  const { t } = useTranslation();
  const save = async ({ expiresAt, ...fields }: Fields) => {
    const body = { ...fields, ...(expiresAt && { expiresAt: expiresAt.toISOString() }) };
    const path = { application };
    const key = await taken(
      api.POST('/v1/applications/{application}/keys', { params: { path }, body }),
    );
    made(key.key);
  };
  return (
    <FormDrawer<Fields>
      title={t('applications.keyIssue')}
      initial={{ mode: 'live', scopes: USUAL }}
      save={save}
      close={close}
    >
      <Field
        name="name"
        label={t('applications.keyName')}
        hint={t('applications.keyNameHint')}
        optional
      />
      <Field name="mode" label={t('applications.keyMode')}>
        <Radio.Group
          className="roles"
          options={MODES.map((value) => ({
            value,
            label: (
              <>
                {t(`applications.keyModes.${value}`)}{' '}
                <span className="soft small">{t(`applications.keyModeHint.${value}`)}</span>
              </>
            ),
          }))}
        />
      </Field>
      <Guests />
      <Field name="scopes" label={t('applications.keyScopes')}>
        <Choices
          options={SCOPES.map((value) => ({ value, label: t(`applications.keyScope.${value}`) }))}
        />
      </Field>
      <Feeds />
      <Field
        name="expiresAt"
        label={t('applications.keyExpires')}
        hint={t('applications.keyExpiresHint')}
        optional
      >
        <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
      </Field>
    </FormDrawer>
  );
}

/** A group of boxes, whose role knows no `aria-required`, which a required field gives it. */
function Choices({
  'aria-required': _,
  ...props
}: GetProps<typeof Checkbox.Group<Scope>> & { 'aria-required'?: boolean }) {
  return <Checkbox.Group className="roles" {...props} />;
}

/** Asked for only where the mode has a list. */
function Guests() {
  const { t } = useTranslation();
  if (Form.useWatch<Mode>('mode') !== 'guests') return null;
  return (
    <Field name="guests" label={t('applications.keyGuests')} hint={t('applications.keyGuestsHint')}>
      <Select mode="tags" tokenSeparators={[',', ';', '\n']} open={false} suffixIcon={null} />
    </Field>
  );
}

/** Asked for only where it may take messages from feeds. */
function Feeds() {
  const { t } = useTranslation();
  if (!Form.useWatch<Scope[] | undefined>('scopes')?.includes('pull')) return null;
  return (
    <Field name="feeds" label={t('applications.keyFeeds')} hint={t('applications.keyFeedsHint')}>
      <Select mode="tags" tokenSeparators={[',', ';', '\n', ' ']} open={false} suffixIcon={null} />
    </Field>
  );
}
