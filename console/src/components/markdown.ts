/** The little Markdown that chats show. Anything else stays as it was written. */
export type Block =
  { kind: 'heading' | 'paragraph' | 'quote'; spans: Span[] } | { kind: 'list'; items: Span[][] };

export type Span =
  | { kind: 'text' | 'bold' | 'italic' | 'code'; text: string }
  | { kind: 'link'; text: string; href: string };

const INLINE = /\*\*(.+?)\*\*|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)|(?<![\w*])\*([^*\s][^*]*)\*/g;

export function blocks(markdown: string): Block[] {
  const found: Block[] = [];
  for (const line of markdown.split(/\r?\n/)) {
    const item = /^\s*(?:[-*]|\d+\.)\s+(.*)$/.exec(line);
    const last = found.at(-1);
    if (item) {
      if (last?.kind === 'list') last.items.push(spans(item[1]!));
      else found.push({ kind: 'list', items: [spans(item[1]!)] });
    } else if (/^#{1,6}\s/.test(line)) {
      found.push({ kind: 'heading', spans: spans(line.replace(/^#+\s+/, '')) });
    } else if (line.startsWith('>')) {
      found.push({ kind: 'quote', spans: spans(line.replace(/^>\s?/, '')) });
    } else if (line.trim()) {
      found.push({ kind: 'paragraph', spans: spans(line) });
    }
  }
  return found;
}

export function spans(line: string): Span[] {
  const found: Span[] = [];
  let end = 0;
  for (const match of line.matchAll(INLINE)) {
    if (match.index > end) found.push({ kind: 'text', text: line.slice(end, match.index) });
    found.push(span(match));
    end = match.index + match[0].length;
  }
  if (end < line.length) found.push({ kind: 'text', text: line.slice(end) });
  return found;
}

function span([, bold, code, label, href, italic]: RegExpMatchArray): Span {
  if (bold !== undefined) return { kind: 'bold', text: bold };
  if (code !== undefined) return { kind: 'code', text: code };
  if (label !== undefined) return { kind: 'link', text: label, href: href ?? '' };
  return { kind: 'italic', text: italic ?? '' };
}
