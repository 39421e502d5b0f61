import { SearchOutlined } from '@ant-design/icons';
import { useState, type FormEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMay } from '../session/session';
import { searchFor } from './finding';
import { GROUPS } from './places';

/** Opens it with the focus in its box before the next key is pressed. */
export function openFinder(finder: HTMLDialogElement | null) {
  if (finder && !finder.open) finder.showModal();
}

/**
 * Goes anywhere from anywhere: to a message by what somebody knows of it, or to a page by its name.
 * It is always there, closed, so that no key is lost while it opens.
 */
export function Finder({ ref }: { ref: Ref<HTMLDialogElement> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = useMay();
  const [typed, setTyped] = useState('');
  const wanted = typed.trim();
  const places = GROUPS.flatMap((group) => group.places)
    .filter((place) => !place.needs || may(place.needs))
    .filter((place) => t(`app.nav.${place.name}`).toLowerCase().includes(wanted.toLowerCase()));
  const go = (dialog: HTMLDialogElement | null, to: () => void) => {
    dialog?.close();
    to();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (wanted) go(event.currentTarget.closest('dialog'), () => searchFor(navigate, wanted));
  };
  return (
    <dialog
      ref={ref}
      className="finder"
      aria-label={t('app.finder')}
      onClose={() => setTyped('')}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
    >
      <form onSubmit={submit}>
        <SearchOutlined aria-hidden />
        <input
          name="finder"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          value={typed}
          placeholder={t('find.box')}
          aria-label={t('find.box')}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
      <ul>
        {wanted && (
          <li>
            <button
              type="button"
              onClick={(event) =>
                go(event.currentTarget.closest('dialog'), () => searchFor(navigate, wanted))
              }
            >
              <SearchOutlined aria-hidden /> {t('app.finderMessages', { wanted })}
            </button>
          </li>
        )}
        {places.map(({ name, to, icon: Icon }) => (
          <li key={name}>
            <button
              type="button"
              onClick={(event) =>
                go(event.currentTarget.closest('dialog'), () => void navigate(to))
              }
            >
              <Icon /> {t(`app.nav.${name}`)}
            </button>
          </li>
        ))}
      </ul>
    </dialog>
  );
}
