/** One wrong field of a request, as the server names it. */
export interface FieldError {
  field: string;
  code: string;
  parameters: Record<string, unknown>;
  /** In words, as the server would say it. */
  reason: string;
}

/** Why a request had no good answer (RFC 9457). */
export class Problem extends Error {
  constructor(
    /** The HTTP status; 0 when there was no answer at all. */
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly errors: FieldError[] = [],
    readonly retryAfter: number | null = null,
    readonly code: string = '',
    readonly parameters: Record<string, unknown> = {},
  ) {
    super(detail || title);
  }

  /** The same problem with these errors only. */
  with(errors: FieldError[]): Problem {
    return new Problem(
      this.status,
      this.title,
      this.detail,
      errors,
      this.retryAfter,
      this.code,
      this.parameters,
    );
  }
}

const SECONDS = /^\d+$/;
const PASSING: ReadonlySet<number> = new Set([0, 502, 503, 504]);

/** Whether the same request may well have a better answer a moment later. */
export function isPassing(status: number): boolean {
  return PASSING.has(status);
}

export function problemOf(response: Response, body: unknown): Problem {
  const told = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
  const wait = response.headers.get('Retry-After') ?? '';
  return new Problem(
    response.status,
    told.title ?? response.statusText,
    told.detail ?? '',
    Array.isArray(told.errors) ? told.errors : [],
    SECONDS.test(wait) ? Number(wait) : null,
    told.code ?? '',
    told.parameters ?? {},
  );
}

/** Where in a form a server's field path lies: `to[3].email` is `['to', 3, 'email']`. */
export function fieldPath(field: string): (string | number)[] {
  return [...field.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map((part) =>
    part[1] === undefined ? part[0] : Number(part[1]),
  );
}
