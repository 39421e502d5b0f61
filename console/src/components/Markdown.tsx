import { useMemo } from 'react';
import { blocks, type Block, type Span } from './markdown';

/** Made of elements and never of HTML text; a link shows where it leads and is not followed. */
export function Markdown({ text }: { text: string }) {
  const parts = useMemo(() => blocks(text), [text]);
  return (
    <div className="markdown">
      {parts.map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return (
        <p>
          <b>
            <Spans of={block.spans} />
          </b>
        </p>
      );
    case 'paragraph':
      return (
        <p>
          <Spans of={block.spans} />
        </p>
      );
    case 'quote':
      return (
        <blockquote>
          <Spans of={block.spans} />
        </blockquote>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((item, index) => (
            <li key={index}>
              <Spans of={item} />
            </li>
          ))}
        </ul>
      );
  }
}

function Spans({ of }: { of: Span[] }) {
  return of.map((span, index) => <SpanView key={index} span={span} />);
}

function SpanView({ span }: { span: Span }) {
  switch (span.kind) {
    case 'text':
      return span.text;
    case 'bold':
      return <b>{span.text}</b>;
    case 'italic':
      return <i>{span.text}</i>;
    case 'code':
      return <code>{span.text}</code>;
    case 'link':
      return (
        <span className="dead-link" title={span.href}>
          {span.text}
        </span>
      );
  }
}
