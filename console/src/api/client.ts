import i18next from 'i18next';
import createClient from 'openapi-fetch';
import { heard } from './connection';
import { Problem, problemOf } from './problem';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

interface Csrf {
  header: string;
  token: string;
}

let csrf: Csrf | null = null;
let whenSignedOut: () => void = () => {};

/** What changes are sent with from now on. */
export function sendCsrf(current: Csrf | null) {
  csrf = current;
}

/** Is called when the server no longer knows the session. */
export function onSignedOut(action: () => void) {
  whenSignedOut = action;
}

async function send(request: Request): Promise<Response> {
  request.headers.set('Accept-Language', i18next.language);
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

export const api = createClient<paths>({ fetch: send });

interface Answer<T> {
  data?: T | undefined;
  error?: unknown;
  response: Response;
}

/** The body of a good answer; throws {@link Problem} on any other. */
export async function taken<T>(answer: Promise<Answer<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await answer;
  if (response.ok) return (data ?? undefined) as NonNullable<T>;
  if (response.status === 401 && !response.url.endsWith('/v1/session')) whenSignedOut();
  throw problemOf(response, error);
}

/** For what the typed client can't say: streams, files, and query strings built elsewhere. */
export async function call(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await send(new Request(path, init));
  if (response.ok) return response;
  if (response.status === 401) whenSignedOut();
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
