import { useSyncExternalStore } from 'react';

/** What a row of the list can show beside its time and state, in this order. */
export const COLUMNS = ['node', 'application', 'to', 'tenant', 'reference', 'why'] as const;
export type Column = (typeof COLUMNS)[number];

const KEY = 'herald.columns';
const USUAL: readonly Column[] = ['node', 'application', 'to', 'why'];

let chosen = read();
const watchers = new Set<() => void>();

function read(): readonly Column[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as unknown;
    return Array.isArray(kept) ? COLUMNS.filter((column) => kept.includes(column)) : USUAL;
  } catch {
    return USUAL;
  }
}

export function chooseColumns(columns: readonly Column[]) {
  chosen = COLUMNS.filter((column) => columns.includes(column));
  try {
    localStorage.setItem(KEY, JSON.stringify(chosen));
  } catch {
    // A browser that keeps nothing shows the usual ones next time.
  }
  watchers.forEach((changed) => changed());
}

/** The columns that this browser's user chose. */
export function useColumns(): readonly Column[] {
  return useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => chosen,
  );
}
