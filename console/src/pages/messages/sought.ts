import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, taken } from '../../api/client';
import { changed, type Wanted } from './filters';

/** What this tab's handles stand for, to show it again: in no address, and gone with the tab. */
const KEY = 'herald.sought.';

const PERSONAL = ['destination', 'variable', 'name'] as const;

/** Which an older link may say. */
const WRITTEN = ['destination', 'variable'] as const;

/** Words without a digit, an @ or a slash are somebody's name; all else is an address. */
const NAME = /^[^\d@/:+]*$/u;

export function textOf(handle: string | undefined): string {
  try {
    return (handle && sessionStorage.getItem(KEY + handle)) || '';
  } catch {
    return '';
  }
}

type Known = Partial<Record<(typeof PERSONAL)[number], string>>;

async function handleOf(sought: Known) {
  const { sought: handle } = await taken(api.POST('/v1/messages/sought', { body: sought }));
  try {
    sessionStorage.setItem(
      KEY + handle,
      sought.destination ?? sought.variable ?? sought.name ?? '',
    );
  } catch {
    // A browser that keeps nothing shows that something is sought, and not what.
  }
  return handle;
}

/** Takes what is about one person out of the page's address, in exchange for a handle. */
export function useSeeking(wanted: Wanted, choose: (next: Wanted) => void) {
  const exchange = useMutation({
    mutationFn: (sought: Known) => handleOf(sought),
    onSuccess: (handle, sought) => {
      const rest = { ...latest.current.filter };
      for (const name of WRITTEN) if (sought[name]) delete rest[name];
      choose({ ...latest.current, filter: { ...rest, sought: handle } });
    },
  });
  const latest = useRef(wanted);
  latest.current = wanted;
  const { destination, variable } = wanted.filter;
  const written = destination ?? variable;
  useEffect(() => {
    if (written) exchange.mutate({ ...(destination ? { destination } : { variable }) });
    // Once for each text that an address came with.
  }, [written]);
  return {
    error: exchange.error,
    /** Whether the address still says what must not stand in it. */
    waits: Boolean(written) && !exchange.error,
    seek: (text: string | undefined) => {
      if (text) exchange.mutate(NAME.test(text) ? { name: text } : { destination: text });
      else choose({ ...wanted, filter: changed(wanted.filter, 'sought', undefined) });
    },
  };
}
