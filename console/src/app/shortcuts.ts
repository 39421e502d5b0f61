import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { GROUPS } from './places';

const PATIENCE = 1_200;

const targets = new Map(GROUPS.flatMap((group) => group.places.map((at) => [at.key, at.to])));

/** `/`, ⌘K and Ctrl K open the finder, `g m` goes to the messages, `?` shows the list. */
export function useShortcuts(showHelp: () => void, find: () => void) {
  const navigate = useNavigate();
  const leader = useRef<number>(undefined);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        find();
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || typesIn(event.target)) return;
      const to = isLed(leader.current, performance.now()) ? targets.get(event.key) : undefined;
      leader.current = event.key === 'g' ? performance.now() : undefined;
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

/**
 * Whether a key follows the `g` before it.
 *
 * @param leader when that was pressed, in milliseconds since the page began; undefined: the key
 *   before was another one, or none
 */
export function isLed(leader: number | undefined, now: number): boolean {
  return leader !== undefined && now - leader < PATIENCE;
}

/** Whether keys pressed there are text. */
export function typesIn(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}
