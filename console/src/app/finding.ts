import type { NavigateFunction } from 'react-router';

/** What is looked for: kept beside the address, since a phone number in it stays in histories and logs. */
export interface Finding {
  wanted: string;
}

export function searchFor(navigate: NavigateFunction, wanted: string) {
  void navigate('/', { state: wanted ? ({ wanted } satisfies Finding) : null });
}

export function wantedIn(state: unknown): string {
  return ((state as Finding | null)?.wanted ?? '').trim();
}
