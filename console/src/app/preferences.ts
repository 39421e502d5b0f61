import { createContext, use } from 'react';
import { preferredLanguage, type Language } from '../words';

export type ThemeChoice = 'system' | 'light' | 'dark';

export interface Preferences {
  theme: ThemeChoice;
  language: Language;
  dark: boolean;
  choose(change: Partial<{ theme: ThemeChoice; language: Language }>): void;
}

export const PreferencesContext = createContext<Preferences | null>(null);

export function usePreferences(): Preferences {
  const found = use(PreferencesContext);
  if (!found) throw new Error('outside of Providers');
  return found;
}

const KEY = 'herald.preferences';

export function stored(): { theme: ThemeChoice; language: Language } {
  const fallback = {
    theme: 'system' as ThemeChoice,
    language: preferredLanguage(navigator.languages),
  };
  try {
    return { ...fallback, ...JSON.parse(localStorage.getItem(KEY) ?? '{}') };
  } catch {
    return fallback;
  }
}

export function store(choice: Partial<{ theme: ThemeChoice; language: Language }>) {
  try {
    const before = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    localStorage.setItem(KEY, JSON.stringify({ ...before, ...choice }));
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}
