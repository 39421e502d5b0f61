type Send = (request: Request) => Promise<Response>;

/** Milliseconds within which two clicks are meant as one. */
const DOUBLE_CLICK = 1_000;

/**
 * Sends a change once though its button was pressed twice: a change that is the same as one under
 * way, or as the one just done, gets that one's answer. What failed may be tried again at once.
 */
export function doubled(send: Send): Send {
  let latest: { text: string; answer: Promise<Response> } | null = null;

  return async (request) => {
    if (request.method === 'GET' || isStream(request)) return send(request);
    const text = `${request.method} ${request.url}\n${await request.clone().text()}`;
    if (latest?.text === text) return (await latest.answer).clone();
    const mine = { text, answer: send(request) };
    latest = mine;
    const forget = () => {
      if (latest === mine) latest = null;
    };
    mine.answer.then((response) => {
      if (response.ok) setTimeout(forget, DOUBLE_CLICK);
      else forget();
    }, forget);
    return (await mine.answer).clone();
  };
}

function isStream(request: Request): boolean {
  const type = request.headers.get('Content-Type');
  return type !== null && !type.startsWith('application/json');
}
