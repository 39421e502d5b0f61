import { useQuery } from '@tanstack/react-query';
import { json, onSignedOut, sendCsrf } from '../api/client';
import { Problem } from '../api/problem';
import { queries } from '../api/queries';

export type Role = 'viewer' | 'operator' | 'editor' | 'administrator';

export interface Session {
  user: {
    id: string;
    name: string;
    displayName: string;
    role: Role;
    tenants?: string[] | null;
    applications?: string[] | null;
  };
  permissions: string[];
  csrf: { header: string; token: string };
}

export interface SignInOptions {
  local: boolean;
  /** Whether there is no user yet. */
  setup: boolean;
  oidc: { id: string; label: string; url: string }[];
}

const KEY = ['session'];

async function ask(): Promise<Session | null> {
  try {
    return begun(await json<Session>('/v1/session'));
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) return null;
    throw problem;
  }
}

function begun(session: Session): Session {
  lapsed = false;
  sendCsrf(session.csrf);
  return session;
}

/** Whether the last session ended by itself, and not because its user left. */
let lapsed = false;

export function hasLapsed(): boolean {
  return lapsed;
}

onSignedOut(() => {
  if (!queries.getQueryData(KEY)) return;
  lapsed = true;
  queries.setQueryData(KEY, null);
});

// All tabs of a browser share its session: whoever signs in or out in one does so in each.
const tabs = new BroadcastChannel('herald.session');
tabs.onmessage = () => void queries.refetchQueries({ queryKey: KEY });

/** Null when nobody is signed in. */
export function useSession() {
  return useQuery({ queryKey: KEY, queryFn: ask, staleTime: Infinity });
}

export function useOptions() {
  return useQuery({
    queryKey: ['session-options'],
    queryFn: () => json<SignInOptions>('/v1/session/options'),
  });
}

/** Begins a session at one of the doors: a password, old or new, the setup link, an invitation. */
export async function enter(path: string, body: Record<string, string>, method = 'POST') {
  const session = begun(await json<Session>(path, method, body));
  forget();
  queries.setQueryData(KEY, session);
  tabs.postMessage(null);
}

export async function leave() {
  await json('/v1/session', 'DELETE');
  queries.setQueryData(KEY, null);
  forget();
  tabs.postMessage(null);
}

/** What somebody else saw is not shown for a moment either. */
function forget() {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
}

/** Whether the signed-in user has the permission. The server decides again at every request. */
export function useMay(): (permission: string) => boolean {
  const { data } = useSession();
  return (permission) => data?.permissions.includes(permission) ?? false;
}
