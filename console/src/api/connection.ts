import { useSyncExternalStore } from 'react';
import { isPassing } from './problem';

const listeners = new Set<() => void>();
let away = false;

/** Every answer, and every lack of one (status 0), tells whether the server can be reached. */
export function heard(status: number) {
  const now = isPassing(status);
  if (now === away) return;
  away = now;
  listeners.forEach((tell) => tell());
}

function listen(tell: () => void) {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

export function useAway(): boolean {
  return useSyncExternalStore(listen, () => away);
}

/** Asks for what everybody may see, only to hear whether there is an answer. */
export async function knock() {
  heard(
    await fetch('/v1/session/options').then(
      ({ status }) => status,
      () => 0,
    ),
  );
}
