import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, taken, type Schemas } from '../../api/client';
import { ChannelName } from '../../components/ChannelName';
import { ContentView } from '../../components/ContentView';
import { Loaded } from '../../components/Loaded';
import type { SmsSize } from '../../api/shapes';
import { shownOf } from '../nodes/body';
import { dataOfRow, type Draft } from './draft';

const ROWS = 3;

/** What the first rows will get on each channel. */
export function RowPreview({ draft, node }: { draft: Draft; node: Schemas['NodeView'] }) {
  const { t } = useTranslation();
  const [at, setAt] = useState(0);
  const rows = draft.from === 'file' ? (draft.csv?.upload.rows.slice(0, ROWS) ?? []) : [];
  const data = dataOfRow(draft, node, at);
  const preview = useQuery({
    queryKey: ['campaign-preview', draft.application, draft.node, draft.tenant, data],
    queryFn: () =>
      taken(
        api.POST('/v1/applications/{application}/nodes/{node}/preview', {
          params: { path: { application: draft.application ?? '', node: node.code } },
          body: { tenant: draft.tenant ?? '', data },
        }),
      ),
    placeholderData: (before) => before,
    retry: false,
  });
  return (
    <div className="stack">
      <div className="row">
        <b>{t('campaigns.preview')}</b>
        {rows.length > 1 && (
          <Segmented
            size="small"
            value={at}
            options={rows.map(({ line }, value) => ({
              value,
              label: t('campaigns.previewRow', { line }),
            }))}
            onChange={setAt}
          />
        )}
      </div>
      <Loaded query={preview}>
        {({ items }) => (
          <>
            {items.map((item) => (
              <div key={item.channel} className="stack tight">
                <span className="soft">
                  <ChannelName channel={item.channel} />
                </span>
                {item.failure && <div className="trouble">{item.failure}</div>}
                {item.content && (
                  <ContentView
                    content={shownOf(
                      item.content as unknown as Record<string, unknown>,
                      item.sms as SmsSize | undefined,
                    )}
                  />
                )}
              </div>
            ))}
          </>
        )}
      </Loaded>
    </div>
  );
}
