import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { GROUPS } from './places';

export const FIND_BOX = 'find-box';
const PATIENCE = 1_200;

const targets = new Map(GROUPS.flatMap((group) => group.places.map((at) => [at.key, at.to])));

/** `/` goes to the find box, `g m` to the messages, `?` shows the list. */
export function useShortcuts(showHelp: () => void) {
  const navigate = useNavigate();
  const leader = useRef(0);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || writes(event.target)) return;
      const to = performance.now() - leader.current < PATIENCE ? targets.get(event.key) : undefined;
      leader.current = event.key === 'g' ? performance.now() : 0;
      if (to !== undefined) {
        void navigate(to);
      } else if (event.key === '/') {
        event.preventDefault();
        // A page that is new takes the focus by itself.
        const focus = () => document.getElementById(FIND_BOX)?.focus();
        if (location.pathname === '/') focus();
        else void Promise.resolve(navigate('/')).then(focus);
      } else if (event.key === '?') {
        showHelp();
      }
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [navigate, showHelp]);
}

function writes(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}
