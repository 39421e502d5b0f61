import { useEffect, useState } from 'react';
import { draftOf, kindOf, kindsFor, type Draft, type Kind } from './body';
import { useCloseGuard, useKept } from './kept';
import type { Place, Version } from './TemplatePage';

/** What is being written at a place: begun from the newest version, or from what was left unsaved. */
export function useWriting(place: Place, versions: Version[]) {
  const kept = useKept(place);
  const newest = versions[0];
  const begun = contentOf(newest, place);
  const [kind, setKind] = useState<Kind>(kept.found?.kind ?? begun.kind);
  const [draft, setDraft] = useState<Draft>(kept.found?.draft ?? begun.draft);
  const [from, setFrom] = useState(kept.found?.from ?? newest?.number ?? 0);
  const [restored, setRestored] = useState(kept.found);
  const [last, setLast] = useState<Content | null>(null);
  const written = { kind, draft };
  const unsaved = !isSame(written, begun) && !(last && isSame(written, last));
  useCloseGuard(unsaved);

  useEffect(() => {
    if (unsaved) kept.keep({ kind, draft, from, at: new Date().toISOString() });
    else kept.drop();
  }, [kind, draft, from, unsaved]);

  const take = (version: Version | undefined) => {
    const content = contentOf(version, place);
    setKind(content.kind);
    setDraft(content.draft);
    setFrom(newest?.number ?? 0);
    setRestored(null);
  };
  return {
    kind,
    draft,
    unsaved,
    /** Null: nothing was left unsaved. */
    restored: unsaved ? restored : null,
    /** Whether somebody saved another version since this was begun. */
    overtaken: unsaved && newest !== undefined && newest.number > from,
    chooseKind: setKind,
    change: (name: string, value: string) => setDraft((before) => ({ ...before, [name]: value })),
    take,
    giveUp: () => take(newest),
    /** That content is a version by now, also before the list of versions has it. */
    saved: (number: number, content: Content) => {
      setLast(content);
      setFrom(number);
      setRestored(null);
    },
  };
}

export type Writing = ReturnType<typeof useWriting>;

function contentOf(version: Version | undefined, place: Place) {
  if (!version) return { kind: kindsFor(place.channel)[0]!, draft: {} as Draft };
  const content = version.content as Record<string, unknown>;
  return { kind: kindOf(content), draft: draftOf(content) };
}

interface Content {
  kind: Kind;
  draft: Draft;
}

/** An empty field is the same as none. */
export function isSame(one: Content, other: Content): boolean {
  const names = new Set([...Object.keys(one.draft), ...Object.keys(other.draft)]);
  return (
    (one.kind === other.kind || isBlank(one.draft)) &&
    [...names].every((name) => (one.draft[name] ?? '') === (other.draft[name] ?? ''))
  );
}

function isBlank(draft: Draft): boolean {
  return Object.values(draft).every((value) => value === '');
}
