import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const url = process.env['HERALD_URL'] ?? 'http://localhost:8480';
const home = process.env['HERALD_HOME'] ?? '.herald';
/** Milliseconds that only a hang is longer than. */
export const PATIENCE = 120_000;
const key = () => readFileSync(join(home, 'admin.key'), 'utf8').trim();

/** The link that makes the first administrator; null once it was used. */
export async function setupLink(): Promise<string | null> {
  const options = await fetch(`${url}/v1/session/options`).then((answer) => answer.json());
  if (!options.setup) return null;
  const link = new URL(readFileSync(join(home, 'setup.link'), 'utf8').trim());
  return url + link.pathname + link.search;
}

export { url };

/** Asks the API as a program does, to bring about what the people in the journeys meet. */
export async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(url + path, {
    method,
    headers: { Authorization: `Bearer ${key()}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return (text ? JSON.parse(text) : undefined) as T;
}

/** Until the answer is as wanted. */
export async function until<T>(question: () => Promise<T>, wanted: (answer: T) => boolean) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = await question();
    if (wanted(answer)) return answer;
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(answer)}`);
    await new Promise((again) => setTimeout(again, 100));
  }
}

interface Accepted {
  messages: { id: string }[];
}

/** Hands in one message of the example and waits until it is in the state. */
export async function sent(body: object, state: string): Promise<string> {
  const accepted = await ask<Accepted>('POST', '/v1/messages', {
    application: 'esop',
    tenant: 'hengtong',
    ...body,
  });
  const id = accepted.messages[0]!.id;
  await until(
    () => ask<{ state: string }>('GET', `/v1/messages/${id}`),
    (message) => message.state === state,
  );
  return id;
}
