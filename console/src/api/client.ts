import createClient from 'openapi-fetch';
import { heard } from './connection';
import { doubled } from './doubled';
import { Problem, problemOf } from './problem';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

interface Csrf {
  header: string;
  token: string;
}

let csrf: Csrf | null = null;
let whenSignedOut: () => Promise<boolean> = () => Promise.resolve(false);

/** What changes are sent with from now on. */
export function sendCsrf(current: Csrf | null) {
  csrf = current;
}

/**
 * Is called when the server no longer knows the session.
 *
 * @param action comes to whether its user has signed in again: then the request is sent once more
 */
export function onSignedOut(action: () => Promise<boolean>) {
  whenSignedOut = action;
}

/** Where a 401 is about what was just typed, and not about the session. */
const DOORS: ReadonlySet<string> = new Set(
  ['', '/second-step', '/setup', '/invitation'].map((door) => `/v1/session${door}`),
);

async function send(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await sendOnce(request);
  const lost = response.status === 401 && !DOORS.has(new URL(request.url).pathname);
  return lost && (await whenSignedOut()) ? sendOnce(again) : response;
}

async function sendOnce(request: Request): Promise<Response> {
  if (csrf && request.method !== 'GET') request.headers.set(csrf.header, csrf.token);
  try {
    const response = await fetch(request);
    heard(response.status);
    return response;
  } catch {
    heard(0);
    throw new Problem(0, '', '');
  }
}

const sends = doubled(send);

export const api = createClient<paths>({ fetch: sends });

interface Answer<T> {
  data?: T | undefined;
  error?: unknown;
  response: Response;
}

/** The body of a good answer; throws {@link Problem} on any other. */
export async function taken<T>(answer: Promise<Answer<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await answer;
  if (response.ok) return (data ?? undefined) as NonNullable<T>;
  throw problemOf(response, error);
}

/** For what the typed client can't say: streams, files, and query strings built elsewhere. */
export async function call(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await sends(new Request(path, init));
  if (response.ok) return response;
  throw problemOf(response, await response.json().catch(() => null));
}

export async function json<T>(path: string, method = 'GET', body?: unknown): Promise<T> {
  const init: RequestInit = { method };
  if (body !== undefined) {
    init.headers = { 'Content-Type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  const response = await call(path, init);
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}
