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
  sendCsrf(session.csrf);
  return session;
}

onSignedOut(() => {
  if (queries.getQueryData(KEY)) queries.setQueryData(KEY, null);
});

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

/** Signs in at one of the doors: a password, the setup link or an invitation. */
export async function enter(path: string, body: Record<string, string>) {
  const session = begun(await json<Session>(path, 'POST', body));
  queries.removeQueries();
  queries.setQueryData(KEY, session);
}

export async function leave() {
  await json('/v1/session', 'DELETE');
  queries.removeQueries();
  queries.setQueryData(KEY, null);
}

/** Whether the signed-in user has the permission. The server decides again at every request. */
export function useMay(): (permission: string) => boolean {
  const { data } = useSession();
  return (permission) => data?.permissions.includes(permission) ?? false;
}
