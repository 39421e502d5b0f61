import { useEffect, useState } from 'react';
import { useCloseGuard, useKept } from '../nodes/kept';

interface KeptText {
  text: string;
  /** The version that it began from; 0: none. */
  from: number;
  at: string;
}

/** What is being written: begun from the newest version, or from what was left unsaved. */
export function useDefinitionText(connector: string, begun: string, newest: number) {
  const kept = useKept<KeptText>({ definition: connector });
  const [text, setText] = useState(kept.found?.text ?? begun);
  const [from, setFrom] = useState(kept.found?.from ?? newest);
  const [restored, setRestored] = useState<KeptText | null>(kept.found);
  const [last, setLast] = useState<string | null>(null);
  const unsaved = text !== begun && text !== last;
  useCloseGuard(unsaved);

  useEffect(() => {
    if (unsaved) kept.keep({ text, from, at: new Date().toISOString() });
    else kept.drop();
  }, [text, from, unsaved]);

  const take = (other: string) => {
    setText(other);
    setFrom(newest);
    setRestored(null);
  };
  return {
    text,
    change: setText,
    unsaved,
    restored: unsaved ? restored : null,
    overtaken: unsaved && newest > from,
    take,
    giveUp: () => take(begun),
    saved: (number: number, sent: string) => {
      setFrom(number);
      setLast(sent);
      setRestored(null);
    },
  };
}

export type DefinitionText = ReturnType<typeof useDefinitionText>;
