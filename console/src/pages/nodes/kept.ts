import { useEffect, useState } from 'react';
import { useSession } from '../../session/session';
import type { Draft, Kind } from './body';
import type { Place } from './TemplatePage';

/** What somebody is writing, and which version it began from (0: none). */
export interface Kept {
  kind: Kind;
  draft: Draft;
  from: number;
  /** ISO 8601. */
  at: string;
}

/** What this browser keeps of a person's writing, until it is saved or given up. */
export function useKept<K extends { at: string } = Kept>(place: Place | { definition: string }) {
  const { data } = useSession();
  const key = `herald.draft.${data?.user.id}.${JSON.stringify(place)}`;
  const [found] = useState(() => read<K>(key));
  return {
    found,
    keep: (kept: K) => write(key, JSON.stringify(kept)),
    drop: () => write(key, null),
  };
}

function read<K>(key: string): K | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as K | null;
  } catch {
    return null;
  }
}

function write(key: string, value: string | null) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing still edits.
  }
}

/** Asks before a tab is closed while something is unsaved. */
export function useCloseGuard(unsaved: boolean) {
  useEffect(() => {
    if (!unsaved) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [unsaved]);
}
