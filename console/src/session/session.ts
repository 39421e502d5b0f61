import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { api, json, onSignedOut, sendCsrf, taken } from '../api/client';
import { Problem } from '../api/problem';
import { queries } from '../api/queries';
import type { AwaitedCode, Permission, Session } from '../api/shapes';

const KEY = ['session'];

async function ask(): Promise<Session | null> {
  try {
    return begun(await taken(api.GET('/v1/session')));
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) return null;
    throw problem;
  }
}

function begun(session: Session): Session {
  const before = queries.getQueryData<Session | null>(KEY);
  // What is on the screen was somebody else's.
  if (lapse && before && before.user.id !== session.user.id) location.assign('/');
  sendCsrf(session.csrf);
  lapse?.over(true);
  return session;
}

/** A session that ended by itself, and not because its user left: its pages wait for a new one. */
interface Lapse {
  again: Promise<boolean>;
  over(again: boolean): void;
}

let lapse: Lapse | null = null;
const watchers = new Set<() => void>();

function lapsed(): Promise<boolean> {
  if (!queries.getQueryData(KEY)) return Promise.resolve(false);
  if (!lapse) {
    let resolve: (again: boolean) => void;
    const again = new Promise<boolean>((resolved) => (resolve = resolved));
    const over = (signedIn: boolean) => {
      lapse = null;
      resolve(signedIn);
      watchers.forEach((changed) => changed());
    };
    lapse = { again, over };
    watchers.forEach((changed) => changed());
  }
  return lapse.again;
}

onSignedOut(lapsed);

/** Whether the pages wait for their user to sign in again. */
export function useLapsed(): boolean {
  return useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => lapse !== null,
  );
}

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
    queryFn: () => taken(api.GET('/v1/session/options')),
  });
}

/**
 * Begins a session at one of the doors: a password, old or new, the setup link, an invitation, a
 * code. Whose password needs a code beside it gets what the code is sent with.
 */
export async function enter(
  path: string,
  body: Record<string, string>,
  method = 'POST',
): Promise<string | null> {
  const answer = await json<Session | AwaitedCode>(path, method, body);
  if ('token' in answer) return answer.token;
  renew(answer);
  return null;
}

/** Goes on with another session of the same browser; after a lapse with what was on the screen. */
export function renew(session: Session) {
  const goesOn = lapse !== null;
  begun(session);
  if (!goesOn) forget();
  queries.setQueryData(KEY, session);
  tabs.postMessage(null);
}

export async function leave() {
  await taken(api.DELETE('/v1/session'));
  queries.setQueryData(KEY, null);
  lapse?.over(false);
  forget();
  tabs.postMessage(null);
}

/** What somebody else saw is not shown for a moment either. */
function forget() {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
}

/** Whether the signed-in user has the permission. The server decides again at every request. */
export function useMay(): (permission: Permission) => boolean {
  const { data } = useSession();
  return (permission) => data?.permissions.includes(permission) ?? false;
}

/** Whether the signed-in user sees some tenants or applications only. */
export function useLimited(): boolean {
  const user = useSession().data?.user;
  return Boolean(user?.tenants ?? user?.applications);
}

/** Whether the signed-in user sees some tenants only. */
export function useLimitedToTenants(): boolean {
  return Boolean(useSession().data?.user?.tenants);
}
