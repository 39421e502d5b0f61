import { useSyncExternalStore } from 'react';

/** What this browser remembers of the first steps; null: they were never shown here. */
interface First {
  tested?: boolean;
  closed?: boolean;
}

const KEY = 'herald.first';
const watchers = new Set<() => void>();

function text(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function useFirst(): First | null {
  const kept = useSyncExternalStore((changed) => {
    watchers.add(changed);
    return () => watchers.delete(changed);
  }, text);
  try {
    return JSON.parse(kept ?? 'null') as First | null;
  } catch {
    return null;
  }
}

export function remember(change: First) {
  try {
    const before = JSON.parse(text() ?? '{}') as First;
    localStorage.setItem(KEY, JSON.stringify({ ...before, ...change }));
  } catch {
    // A browser that keeps nothing shows the steps until the first message.
  }
  watchers.forEach((changed) => changed());
}
