import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useRouteError } from 'react-router';
import { Code } from '../components/Code';
import { Empty } from '../components/Empty';

/** What a page that threw is replaced by. */
export function Broken() {
  const { t } = useTranslation();
  const error = useRouteError();
  const text = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error);
  return (
    <main className="main">
      <Empty title={t('app.broken')}>
        <p>{t('app.brokenHint')}</p>
        <div className="row">
          <Button type="primary" onClick={() => location.reload()}>
            {t('app.reload')}
          </Button>
        </div>
      </Empty>
      <Code text={text} />
    </main>
  );
}

export function Missing() {
  const { t } = useTranslation();
  return (
    <Empty title={<h1>{t('app.missing')}</h1>}>
      <p>{t('app.missingHint')}</p>
      <div className="row">
        <Link to="/">{t('app.home')}</Link>
      </div>
    </Empty>
  );
}
