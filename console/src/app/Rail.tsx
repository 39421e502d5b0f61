import { BulbOutlined, GlobalOutlined, LogoutOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';
import { leave, useSession } from '../session/session';
import { AlarmBadge } from './AlarmBadge';
import { usePlaces } from './places';
import { usePreferences, type ThemeChoice } from './preferences';

export function Rail({ showHelp }: { showHelp: () => void }) {
  const { t } = useTranslation();
  const places = usePlaces();
  // Nothing else opens before a second factor is set up.
  const groups = useSession().data?.enrolling ? [] : places;
  return (
    <>
      <Link to="/" className="brand">
        <img src="/herald.svg" alt="" />
        {t('app.name')}
      </Link>
      <nav aria-label={t('app.menu')}>
        {groups.map((group) => (
          <div key={group.name}>
            <h2>{t(`app.group.${group.name}`)}</h2>
            <ul>
              {group.places.map(({ name, to, icon: Icon }) => (
                <li key={name}>
                  <NavLink to={to} end={to === '/'}>
                    <Icon aria-hidden />
                    {t(`app.nav.${name}`)}
                    {name === 'alarms' && <AlarmBadge />}
                  </NavLink>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <Foot showHelp={showHelp} />
    </>
  );
}

function Foot({ showHelp }: { showHelp: () => void }) {
  const { t } = useTranslation();
  const { data } = useSession();
  return (
    <div className="rail-foot">
      {data && (
        <div className="who">
          <Link to="/account">{data.user.displayName}</Link>
          <small>{t(`session.roles.${data.user.role}`)}</small>
        </div>
      )}
      <div className="rail-tools">
        <Looks />
        <Tooltip title={t('app.shortcuts')}>
          <Button type="text" aria-label={t('app.shortcuts')} onClick={showHelp}>
            ?
          </Button>
        </Tooltip>
        <Tooltip title={t('app.signOut')}>
          <Button
            type="text"
            icon={<LogoutOutlined aria-hidden />}
            aria-label={t('app.signOut')}
            onClick={() => void leave()}
          />
        </Tooltip>
      </div>
    </div>
  );
}

/** Theme and language; the sign-in page has them too. */
export function Looks() {
  const { t } = useTranslation();
  const { theme, language, choose } = usePreferences();
  const themes: ThemeChoice[] = ['system', 'light', 'dark'];
  return (
    <>
      <label className="pick">
        <BulbOutlined aria-hidden />
        <select
          aria-label={t('app.theme.label')}
          value={theme}
          onChange={(event) => choose({ theme: event.target.value as ThemeChoice })}
        >
          {themes.map((key) => (
            <option key={key} value={key}>
              {t(`app.theme.${key}`)}
            </option>
          ))}
        </select>
      </label>
      <Button
        type="text"
        icon={<GlobalOutlined aria-hidden />}
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => choose({ language: language === 'zh' ? 'en' : 'zh' })}
      >
        {language === 'zh' ? 'English' : '中文'}
      </Button>
    </>
  );
}
