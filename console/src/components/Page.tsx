import { useEffect, type ReactNode } from 'react';

interface Props {
  title: ReactNode;
  /** What the browser's tab says, when the title is more than a text. */
  tab?: string;
  trail?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function Page({ title, tab, trail, actions, children }: Props) {
  const name = tab ?? (typeof title === 'string' ? title : '');
  useEffect(() => {
    document.title = name ? `${name} · Herald` : 'Herald';
  }, [name]);
  return (
    <>
      <header className="page-head">
        <div>
          {trail && <div className="trail">{trail}</div>}
          <h1>{title}</h1>
        </div>
        {actions && <div className="actions">{actions}</div>}
      </header>
      {children}
    </>
  );
}

export function Section({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className="section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
