import { useTranslation } from 'react-i18next';
import { Facts } from '../components/Facts';
import { Page, Section } from '../components/Page';
import { ChangePassword } from './ChangePassword';
import { OpenSessions } from './OpenSessions';
import { SecondFactor } from './SecondFactor';
import { useSession } from './session';

export default function Account() {
  const { t } = useTranslation();
  const { data } = useSession();
  if (!data) return null;
  const limits = [...(data.user.tenants ?? []), ...(data.user.applications ?? [])];
  return (
    <Page title={t('session.accountTitle')}>
      {data.enrolling && (
        <p className="verdict odd" role="status">
          {t('session.enrolling')}
        </p>
      )}
      <div className="columns even">
        <div className="stack">
          <div className="card pad">
            <Facts
              of={[
                [t('session.name'), data.user.name],
                [t('session.displayName'), data.user.displayName],
                [t('session.role'), t(`session.roles.${data.user.role}`)],
                [t('session.limits'), limits.join(', ') || t('session.unlimited')],
              ]}
            />
          </div>
          <ChangePassword />
        </div>
        <SecondFactor />
      </div>
      <Section title={t('session.sessions')}>
        <OpenSessions />
      </Section>
    </Page>
  );
}
