import { MenuOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Modal, Skeleton } from 'antd';
import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, Outlet, useLocation } from 'react-router';
import { Trouble } from '../components/Trouble';
import { useSession } from '../session/session';
import { Finder, openFinder } from './Finder';
import { GROUPS } from './places';
import { Rail } from './Rail';
import { useShortcuts } from './shortcuts';

const ACCOUNT = '/account';

/** Loaded with the frame, after the page: it is there before a session can end. */
const Lapsed = lazy(() => import('../session/Lapsed').then(({ Lapsed }) => ({ default: Lapsed })));

/** Only narrow screens have it. */
const Menu = lazy(() => import('./Menu'));

/** Navigation and the page beside it, for whoever is signed in. */
export function Frame() {
  const session = useSession();
  const { pathname, search } = useLocation();
  if (session.error) {
    return (
      <main className="main">
        <Trouble problem={session.error} again={() => void session.refetch()} />
      </main>
    );
  }
  if (session.isPending) return <Skeleton active className="main" />;
  if (!session.data) {
    return <Navigate to="/sign-in" replace state={{ back: pathname + search }} />;
  }
  if (session.data.enrolling && pathname !== ACCOUNT) return <Navigate to={ACCOUNT} replace />;
  return <Inside />;
}

function Inside() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  // Going somewhere closes the menu that led there.
  const [menuAt, setMenuAt] = useState<string | null>(null);
  const [help, setHelp] = useState(false);
  const finder = useRef<HTMLDialogElement>(null);
  useShortcuts(
    useCallback(() => setHelp(true), []),
    useCallback(() => openFinder(finder.current), []),
  );

  return (
    <>
      <a href="#content" className="skip">
        {t('app.skip')}
      </a>
      <div className="top">
        <Button
          type="text"
          icon={<MenuOutlined aria-hidden />}
          aria-label={t('app.menu')}
          onClick={() => setMenuAt(pathname)}
        />
        <Link to="/" className="brand">
          <img src="/herald.svg" alt="" />
          {t('app.name')}
        </Link>
        <Button
          type="text"
          icon={<SearchOutlined aria-hidden />}
          aria-label={t('app.nav.find')}
          onClick={() => openFinder(finder.current)}
        />
      </div>
      <div className="frame">
        <div className="rail">
          <Rail showHelp={() => setHelp(true)} />
        </div>
        <main id="content" className="main">
          <Outlet />
        </main>
      </div>
      <Finder ref={finder} />
      <Suspense fallback={null}>
        <Lapsed />
      </Suspense>
      {menuAt !== null && (
        <Suspense fallback={null}>
          <Menu
            open={menuAt === pathname}
            close={() => setMenuAt(null)}
            showHelp={() => setHelp(true)}
          />
        </Suspense>
      )}
      <Modal
        open={help}
        onCancel={() => setHelp(false)}
        footer={null}
        title={t('app.shortcuts')}
        width={380}
      >
        <Keys />
      </Modal>
    </>
  );
}

function Keys() {
  const { t } = useTranslation();
  return (
    <dl className="facts">
      <dt className="mono">/ · ⌘K · Ctrl K</dt>
      <dd>{t('app.shortcutFocus')}</dd>
      {GROUPS.flatMap((group) => group.places).map((place) => (
        <div key={place.key} style={{ display: 'contents' }}>
          <dt className="mono">g {place.key}</dt>
          <dd>{t(`app.nav.${place.name}`)}</dd>
        </div>
      ))}
      <dt className="mono">j · k · Enter</dt>
      <dd>{t('app.shortcutRows')}</dd>
      <dt className="mono">?</dt>
      <dd>{t('app.shortcutHelp')}</dd>
    </dl>
  );
}
