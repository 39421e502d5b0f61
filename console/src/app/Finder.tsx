import { SearchOutlined } from '@ant-design/icons';
import {
  useState,
  type ComponentType,
  type FormEvent,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { searchFor } from './finding';
import { usePlaces } from './places';
import { Things } from './Things';

/** Opens it with the focus in its box before the next key is pressed. */
export function openFinder(finder: HTMLDialogElement | null) {
  if (finder && !finder.open) finder.showModal();
}

/**
 * Goes anywhere from anywhere: to a message by what somebody knows of it, to a page, a thing or a
 * form by its name. It is always there, closed, so that no key is lost while it opens.
 */
export function Finder({ ref }: { ref: Ref<HTMLDialogElement> }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const wanted = typed.trim();
  const places = usePlaces()
    .flatMap((group) => group.places)
    .filter((place) => t(`app.nav.${place.name}`).toLowerCase().includes(wanted.toLowerCase()));
  const go = (dialog: HTMLDialogElement | null, to: () => void) => {
    dialog?.close();
    to();
  };
  const goTo = (to: string) => (event: MouseEvent<HTMLElement>) =>
    go(event.currentTarget.closest('dialog'), () => void navigate(to));
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
      onKeyDown={moveFocus}
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
          placeholder={t('app.finderBox')}
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
        {places.map(({ name, to, icon }) => (
          <Found key={name} icon={icon} name={t(`app.nav.${name}`)} go={goTo(to)} />
        ))}
        {wanted && <Things wanted={wanted} goTo={goTo} />}
      </ul>
    </dialog>
  );
}

interface FoundProps {
  icon: ComponentType;
  name: string;
  /** What kind of thing it is, where its icon does not say so. */
  kind?: string;
  go: (event: MouseEvent<HTMLElement>) => void;
}

export function Found({ icon: Icon, name, kind, go }: FoundProps) {
  return (
    <li>
      <button type="button" onClick={go}>
        <Icon /> {name}
        {kind && <span className="soft small kind">{kind}</span>}
      </button>
    </li>
  );
}

/** Up and down go through the box and all that was found. */
function moveFocus(event: KeyboardEvent<HTMLDialogElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, li button')];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  stops[Math.min(stops.length - 1, Math.max(0, at + step))]?.focus();
  event.preventDefault();
}
