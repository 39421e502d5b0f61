import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { GROUPS } from './places';

const PATIENCE = 1_200;

const targets = new Map(GROUPS.flatMap((group) => group.places.map((at) => [at.key, at.to])));

/** `/`, ⌘K and Ctrl K open the finder, `g m` goes to the messages, `?` shows the list. */
export function useShortcuts(showHelp: () => void, find: () => void) {
  const navigate = useNavigate();
  const leader = useRef(0);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        find();
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || typesIn(event.target)) return;
      const to = performance.now() - leader.current < PATIENCE ? targets.get(event.key) : undefined;
      leader.current = event.key === 'g' ? performance.now() : 0;
      if (to !== undefined) {
        void navigate(to);
      } else if (event.key === '/') {
        event.preventDefault();
        find();
      } else if (event.key === '?') {
        showHelp();
      }
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [navigate, showHelp, find]);
}

/** Whether keys pressed there are text. */
export function typesIn(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}
