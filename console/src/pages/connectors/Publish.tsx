import { useMutation } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import { queries } from '../../api/queries';
import { useTroubleMessage } from '../../components/troubleMessage';
import { Difference } from '../nodes/Difference';
import type { DefinitionText } from './useDefinitionText';

interface Props {
  /** What it is kept under; absent while it can't be used. */
  connector: string | undefined;
  text: DefinitionText;
  /** What is in use now. */
  before: string | undefined;
  saved: (connector: string) => void;
}

/** Keeps what is written, or publishes it once its difference was seen. */
export function Publish({ connector, text, before, saved }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const tell = useTroubleMessage();
  const [note, setNote] = useState('');
  const [asking, setAsking] = useState(false);
  const save = useMutation({
    mutationFn: (publish: boolean) => {
      const order = {
        params: { path: { connector: connector ?? '' } },
        body: { yaml: text.text, ...(note && { note }) },
      };
      const path = '/v1/definitions/{connector}' as const;
      return taken(publish ? api.PUT(path, order) : api.POST(path, order));
    },
    onMutate: () => text.text,
    onSuccess: (version, publish, sent) => {
      setNote('');
      setAsking(false);
      text.saved(version.number, sent);
      void message.success(
        t(publish ? 'nodes.publishedNow' : 'nodes.draftedNow', { number: version.number }),
      );
      void queries.invalidateQueries();
      saved(version.connector);
    },
    onError: tell,
  });
  return (
    <>
      <Input
        className="note"
        value={note}
        placeholder={t('nodes.note')}
        aria-label={t('nodes.note')}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button disabled={!connector} loading={save.isPending} onClick={() => save.mutate(false)}>
        {t('nodes.saveDraft')}
      </Button>
      <Button type="primary" disabled={!connector} onClick={() => setAsking(true)}>
        {t('nodes.publish')}
      </Button>
      {asking && (
        <Modal
          open
          width={760}
          title={t('connectors.publishAsk')}
          okText={t('nodes.publishNow')}
          cancelText={t('components.cancel')}
          confirmLoading={save.isPending}
          onOk={() => save.mutate(true)}
          onCancel={() => setAsking(false)}
        >
          <p>{t('connectors.publishReplaces')}</p>
          <Difference before={before ? { yaml: before } : {}} after={{ yaml: text.text }} />
        </Modal>
      )}
    </>
  );
}
