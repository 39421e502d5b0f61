import { useMutation } from '@tanstack/react-query';
import { App, Button, Input, Modal, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import { useTenants } from '../../api/lists';
import { queries } from '../../api/queries';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useMay } from '../../session/session';
import { contentOf, draftOf } from './body';
import { Difference } from './Difference';
import type { Place, Version } from './TemplatePage';
import { useSecondPerson } from './SecondPerson';
import type { Writing } from './useWriting';

interface Props {
  place: Place;
  text: Writing;
  /** What is published now. */
  before: Version | undefined;
}

/** Keeps what is written as a version; publishing shows first what changes for everybody. */
export function PublishBar({ place, text, before }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const tell = useTroubleMessage();
  const may = useMay();
  const tenants = useTenants();
  const [note, setNote] = useState('');
  const [asking, setAsking] = useState(false);
  const { kind, draft } = text;
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
    onMutate: () => ({ kind, draft }),
    onSuccess: ({ number }, publish, sent) => {
      setNote('');
      setAsking(false);
      text.saved(number, sent);
      void message.success(t(publish ? 'nodes.publishedNow' : 'nodes.draftedNow', { number }));
      void queries.invalidateQueries();
    },
    onError: tell,
  });
  const two = useSecondPerson(application, node).data?.needed;
  if (!may('edit')) return null;
  const company = tenants.data?.items.find(({ code }) => code === tenant)?.name ?? tenant;
  const who = { number: before?.number, tenant: company ?? t('nodes.anyTenant') };
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
      {two ? (
        <Tooltip title={t('nodes.twoHint')}>
          <Button type="primary" disabled>
            {t('nodes.publish')}
          </Button>
        </Tooltip>
      ) : (
        <Button type="primary" onClick={() => setAsking(true)}>
          {t('nodes.publish')}
        </Button>
      )}
      {asking && (
        <Modal
          open
          width={760}
          title={t('nodes.publishAsk')}
          okText={t('nodes.publishNow')}
          cancelText={t('components.cancel')}
          confirmLoading={save.isPending}
          onOk={() => save.mutate(true)}
          onCancel={() => setAsking(false)}
        >
          <p>{t(before ? 'nodes.publishReplaces' : 'nodes.publishFirst', who)}</p>
          <Difference
            before={before ? draftOf(before.content as Record<string, unknown>) : {}}
            after={draft}
          />
        </Modal>
      )}
    </>
  );
}
