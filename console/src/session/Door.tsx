import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Looks } from '../app/Rail';

/** The page of whoever is not in yet. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <main className="door">
      <div className="card">
        <div className="row">
          <span className="brand">
            <img src="/herald.svg" alt="" />
            {t('app.name')}
          </span>
          <span style={{ marginLeft: 'auto' }}>
            <Looks />
          </span>
        </div>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
