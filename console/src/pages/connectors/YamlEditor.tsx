import { autocompletion, type CompletionContext } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState, type Text } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import type { Schemas } from '../../api/client';
import { offersAt, type Schema } from './completion';

type Problem = Schemas['ConnectorProblem'];

interface Props {
  label: string;
  value: string;
  /** Absent: it is only read. */
  change?: ((value: string) => void) | undefined;
  problems: Problem[];
  told: (problem: Problem) => string;
}

const LOOK = EditorView.theme({
  '&': {
    color: 'var(--ink)',
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--line)',
    borderRadius: '6px',
    fontSize: '13px',
  },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-1px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', minHeight: '420px', maxHeight: '70vh' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': {
    color: 'var(--soft)',
    backgroundColor: 'var(--surface)',
    borderRight: '1px solid var(--line)',
  },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, ::selection': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 30%, transparent)',
  },
  '.cm-tooltip': {
    color: 'var(--ink)',
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--line)',
  },
});

const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--soft)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--good)' },
]);

let schema: Promise<Schema> | null = null;

function theSchema(): Promise<Schema> {
  schema ??= fetch('/connector.schema.json').then((answer) => answer.json() as Promise<Schema>);
  return schema;
}

async function complete(context: CompletionContext) {
  const offers = offersAt(context.state.sliceDoc(0, context.pos), await theSchema());
  if (!offers || (!context.explicit && offers.typed === 0)) return null;
  return {
    from: context.pos - offers.typed,
    options: offers.names.map(({ label, detail }) => ({ label, ...(detail && { info: detail }) })),
  };
}

/** A definition with colours, completion by the published schema, and marks where it is wrong. */
export function YamlEditor({ label, value, change, problems, told }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const changed = useRef(change);
  changed.current = change;

  useEffect(() => {
    const made = new EditorView({
      parent: host.current!,
      state: EditorState.create({
        doc: value,
        extensions: [
          lineNumbers(),
          lintGutter(),
          history(),
          yaml(),
          autocompletion({ override: [complete] }),
          highlightActiveLine(),
          syntaxHighlighting(COLOURS),
          LOOK,
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorState.readOnly.of(change === undefined),
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed.current?.(update.state.doc.toString());
          }),
        ],
      }),
    });
    // Who has no mouse scrolls it by its keys.
    made.scrollDOM.tabIndex = 0;
    view.current = made;
    return () => made.destroy();
    // It is made once; what changes later is put into it below.
  }, []);

  useEffect(() => {
    const present = view.current;
    if (!present || present.state.doc.toString() === value) return;
    present.dispatch({ changes: { from: 0, to: present.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    const present = view.current;
    if (!present) return;
    const marks = problems.map((problem) => marked(present.state.doc, problem, told(problem)));
    present.dispatch(setDiagnostics(present.state, marks));
  }, [problems]);

  return <div ref={host} className="yaml-editor" />;
}

function marked(text: Text, problem: Problem, message: string): Diagnostic {
  const line = text.line(Math.min(Math.max(problem.line, 1), text.lines));
  const from = Math.min(line.from + problem.column - 1, line.to);
  const severity = problem.mistake === 'IN_VAIN' ? 'warning' : 'error';
  return { from, to: Math.max(from, line.to), severity, message };
}
