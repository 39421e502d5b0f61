import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

const TALLEST = 900;

/** An HTML text in a page of its own origin and policy: no script of it runs, nothing is loaded. */
export function MailFrame({ html }: { html: string }) {
  const { t } = useTranslation();
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(160);

  useEffect(() => {
    const show = () => frame.current?.contentWindow?.postMessage({ html }, '*');
    const hear = (event: MessageEvent) => {
      if (event.source !== frame.current?.contentWindow) return;
      if (event.data?.ready) show();
      if (typeof event.data?.height === 'number') {
        setHeight(Math.min(TALLEST, Math.max(80, event.data.height)));
      }
    };
    addEventListener('message', hear);
    show();
    return () => removeEventListener('message', hear);
  }, [html]);

  return (
    <iframe
      ref={frame}
      className="mail-frame"
      title={t('components.frame')}
      src="/frame.html"
      sandbox="allow-scripts"
      height={height}
    />
  );
}
