import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, taken } from '../../api/client';
import { Problem, type FieldError } from '../../api/problem';
import { useMay } from '../../session/session';
import { contentOf, FIELDS, type Draft, type FieldName, type Kind } from './body';
import type { Place } from './TemplatePage';

const PAUSE = 300;

/** A content while it is written. */
export interface Writing {
  kind: Kind;
  draft: Draft;
  /** The variables, as JSON. */
  sample: string;
}

/**
 * What the words would become, rendered by the server once the writer pauses. Who may not edit sees
 * what is published: only an editor has a content shown that is not saved.
 */
export function usePreview(place: Place, writing: Writing) {
  const settled = useSettled(JSON.stringify(writing));
  const { application, node, tenant, channel, locale } = place;
  const edits = useMay()('edit');
  return useQuery({
    queryKey: ['preview', place, settled, edits],
    queryFn: async () => {
      const { content, data } = parsed(settled);
      const unsaved = edits && { channel, content };
      const page = await taken(
        api.POST('/v1/applications/{application}/nodes/{node}/preview', {
          params: { path: { application, node } },
          body: { ...(tenant && { tenant }), locale, data, ...unsaved },
        }),
      );
      return page.items.find((item) => item.channel === channel)!;
    },
    enabled: isWritten(writing.draft),
    placeholderData: (before) => before,
    retry: false,
    staleTime: Infinity,
  });
}

export function isWritten(draft: Draft): boolean {
  return Object.values(draft).some((value) => value.trim() !== '');
}

/** The problem's errors by the field of the kind that each is about, and those about none. */
export function sorted(problem: unknown, kind: Kind) {
  const errors = problem instanceof Problem ? problem.errors : [];
  const names: readonly FieldName[] = FIELDS[kind];
  const nameOf = ({ field }: FieldError) =>
    names.find((name) => field === `content.${name}` || /^[[.]/.test(rest(field, name)));
  const at: Partial<Record<FieldName, FieldError[]>> = {};
  for (const name of names) {
    const here = errors.filter((error) => nameOf(error) === name);
    if (here.length > 0) at[name] = here;
  }
  return { at, left: errors.filter((error) => nameOf(error) === undefined) };
}

/** What follows `content.name` in a field's path, or nothing. */
function rest(field: string, name: string): string {
  const start = `content.${name}`;
  return field.startsWith(start) ? field.slice(start.length) : '';
}

/** The content and its data, or a problem that names what is no JSON. */
function parsed(settled: string): { content: Record<string, unknown>; data: unknown } {
  const { kind, draft, sample } = JSON.parse(settled) as Writing;
  return {
    content: named('content.json', () => contentOf(kind, draft)),
    data: named('data', () => JSON.parse(sample)),
  };
}

function named<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (why) {
    const reason = why instanceof Error ? why.message : String(why);
    throw new Problem(422, '', '', [{ field, code: '', parameters: {}, reason }]);
  }
}

/** The value once it has stopped changing. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
