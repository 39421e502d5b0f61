import { api, taken } from '../../api/client';
import type { MessageCounts, MessagePage, State } from '../../api/shapes';

const NAMES = [
  'application',
  'node',
  'tenant',
  'channel',
  'state',
  'lane',
  'recipient',
  'destination',
  'variable',
  'reference',
  'sought',
  'source',
  'reason',
  'requestedBy',
  'from',
  'to',
] as const;

export type FilterName = (typeof NAMES)[number];

/** What a list of messages is narrowed to; every part is a text, as in the address. */
export type Filter = Partial<Record<FilterName, string>>;

const SECONDS = { '1h': 3_600, '24h': 86_400, '7d': 604_800, '30d': 2_592_000 } as const;

export type WindowName = keyof typeof SECONDS | 'today';

export const WINDOWS = ['1h', 'today', '24h', '7d', '30d'] as const satisfies WindowName[];

function isWindow(name: string | null): name is WindowName {
  return (WINDOWS as readonly (string | null)[]).includes(name);
}

const SINCE = 'since';

/** What the page is asked for: a filter, in which a window may stand for `from`. */
export interface Wanted {
  filter: Filter;
  since: WindowName | null;
}

export function readWanted(search: URLSearchParams): Wanted {
  const filter: Filter = {};
  for (const name of NAMES) {
    const value = search.get(name)?.trim();
    if (value) filter[name] = value;
  }
  const since = search.get(SINCE);
  return { filter, since: isWindow(since) ? since : null };
}

export function writeWanted({ filter, since }: Wanted): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of NAMES) {
    const value = filter[name];
    if (value) search.set(name, value);
  }
  if (since) search.set(SINCE, since);
  return search;
}

/** The filter with its window turned into a time, to the minute so that repeats are the same. */
export function resolved({ filter, since }: Wanted, now: Date): Filter {
  if (!since) return filter;
  const minute = 60_000;
  const from =
    since === 'today'
      ? new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime()
      : Math.floor(now.getTime() / minute) * minute - SECONDS[since] * 1_000;
  return { ...filter, from: new Date(from).toISOString() };
}

/** Takes a new value in; a node means nothing without its application. */
export function changed(filter: Filter, name: FilterName, value: string | undefined): Filter {
  const next = { ...filter, [name]: value };
  if (name === 'application') delete next.node;
  if (name === 'tenant') delete next.recipient;
  return next;
}

export function queryOf(filter: Filter): string {
  return writeWanted({ filter, since: null }).toString();
}

export function listMessages(filter: Filter, cursor?: string, limit = 50): Promise<MessagePage> {
  const query = { ...asked(filter), ...(cursor && { cursor }), limit };
  return taken(api.GET('/v1/messages', { params: { query } }));
}

/** By state; whatever state the filter names. */
export function countMessages({ state: _, ...filter }: Filter): Promise<MessageCounts> {
  return taken(api.GET('/v1/messages/counts', { params: { query: asked(filter) } }));
}

/** As the API takes it; a state that is none is the server's to refuse. */
function asked({ state, ...rest }: Filter) {
  return { ...rest, ...(state && { state: state.split(',') as State[] }) };
}
