import { useMutation } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import { queries } from '../../api/queries';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useMay } from '../../session/session';
import { contentOf, type Draft, type Kind } from './body';
import type { Place } from './TemplatePage';

/** Keeps what is written as a version, published or not. */
export function PublishBar({ place, kind, draft }: { place: Place; kind: Kind; draft: Draft }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const tell = useTroubleMessage();
  const may = useMay();
  const [note, setNote] = useState('');
  const { application, node, tenant, channel, locale } = place;
  const save = useMutation({
    mutationFn: (publish: boolean) => {
      const order = {
        params: { path: { application, node } },
        body: {
          channel,
          locale,
          content: contentOf(kind, draft),
          ...(tenant && { tenant }),
          ...(note && { note }),
        },
      };
      const path = '/v1/applications/{application}/nodes/{node}/templates' as const;
      return taken(publish ? api.PUT(path, order) : api.POST(path, order));
    },
    onSuccess: ({ number }, publish) => {
      setNote('');
      void message.success(t(publish ? 'nodes.publishedNow' : 'nodes.draftedNow', { number }));
      void queries.invalidateQueries();
    },
    onError: tell,
  });
  if (!may('edit')) return null;
  return (
    <>
      <Input
        className="note"
        value={note}
        placeholder={t('nodes.note')}
        aria-label={t('nodes.note')}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button loading={save.isPending} onClick={() => save.mutate(false)}>
        {t('nodes.saveDraft')}
      </Button>
      <Button type="primary" loading={save.isPending} onClick={() => save.mutate(true)}>
        {t('nodes.publish')}
      </Button>
    </>
  );
}
