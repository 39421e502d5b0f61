import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useDeferredValue, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import { Problem } from '../../api/problem';
import type { SmsSize } from '../../api/shapes';
import { ContentView } from '../../components/ContentView';
import { Trouble } from '../../components/Trouble';
import { contentOf, shownOf, type Draft, type Kind } from './body';
import type { Place } from './TemplatePage';

interface Props {
  place: Place;
  kind: Kind;
  draft: Draft;
  sample: string;
  setSample: (sample: string) => void;
}

const PAUSE = 300;

/** What the words would become, rendered by the server while they are written. */
export function LivePreview({ place, kind, draft, sample, setSample }: Props) {
  const { t } = useTranslation();
  const settled = useSettled(JSON.stringify({ kind, draft, sample }));
  const { application, node, tenant, channel, locale } = place;
  const written = Object.values(draft).some((value) => value.trim() !== '');
  const preview = useQuery({
    queryKey: ['preview', place, settled],
    queryFn: async () => {
      const order = parsed(settled);
      const page = await taken(
        api.POST('/v1/applications/{application}/nodes/{node}/preview', {
          params: { path: { application, node } },
          body: { ...(tenant && { tenant }), locale, channel, ...order },
        }),
      );
      return page.items[0]!;
    },
    enabled: written,
    placeholderData: (before) => before,
    retry: false,
    staleTime: Infinity,
  });
  const shown = useDeferredValue(preview.data);
  return (
    <div className="stack">
      <h2>{t('nodes.preview')}</h2>
      {!written && <p className="soft">{t('nodes.previewWait')}</p>}
      {preview.error && <Trouble problem={preview.error} />}
      {written && !preview.error && shown?.failure && (
        <div className="trouble">{shown.failure}</div>
      )}
      {written && !preview.error && shown?.content && (
        <ContentView
          content={shownOf(
            shown.content as unknown as Record<string, unknown>,
            (shown as { sms?: SmsSize }).sms,
          )}
        />
      )}
      <div className="labelled">
        <label htmlFor="sample">{t('nodes.sample')}</label>
        <Input.TextArea
          id="sample"
          className="mono"
          value={sample}
          spellCheck={false}
          autoSize={{ minRows: 5, maxRows: 16 }}
          onChange={(event) => setSample(event.target.value)}
        />
      </div>
    </div>
  );
}

/** The content and its data, or a problem that names what is no JSON. */
function parsed(settled: string): { content: Record<string, unknown>; data: unknown } {
  const { kind, draft, sample } = JSON.parse(settled) as Pick<Props, 'kind' | 'draft' | 'sample'>;
  try {
    return { content: contentOf(kind, draft), data: JSON.parse(sample) };
  } catch (why) {
    const reason = why instanceof Error ? why.message : String(why);
    throw new Problem(422, '', '', [{ field: 'JSON', reason, expected: '' }]);
  }
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
