import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import { queries } from '../../api/queries';
import type { QuarantinedContent, QuarantinedRecord } from '../../api/shapes';
import { Facts } from '../../components/Facts';
import { Loaded } from '../../components/Loaded';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useProblemText } from '../../components/useProblemText';
import { useReason } from '../../components/useReason';
import { useMay } from '../../session/session';
import { useWrong } from './useWrong';

interface Props {
  record: QuarantinedRecord;
  close: () => void;
}

/** One record in quarantine: seen and mended by those who may, replayed or discarded. */
export function RecordDrawer({ record, close }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const wrong = useWrong();
  return (
    <Drawer
      open
      onClose={close}
      title={`${record.queue} ${record.position}`}
      size={640}
      footer={may('operate') && <Decide record={record} close={close} />}
    >
      <div className="stack">
        <Facts of={[[t('queues.wrong'), wrong(record)]]} />
        {may('see-personal-data') && <Inside record={record} />}
      </div>
    </Drawer>
  );
}

function Inside({ record }: { record: QuarantinedRecord }) {
  const path = { path: { id: record.id } };
  const content = useQuery({
    queryKey: ['quarantined', record.id],
    queryFn: () => taken(api.POST('/v1/quarantine/{id}/reveal', { params: path })),
    // Each look is recorded.
    staleTime: Infinity,
  });
  return <Loaded query={content}>{(found) => <Mend record={record} content={found} />}</Loaded>;
}

function Mend({ record, content }: { record: QuarantinedRecord; content: QuarantinedContent }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const tell = useTroubleMessage();
  const told = useReason();
  const text = useProblemText();
  const { code, parameters, detail } = content;
  const [body, setBody] = useState(content.body);
  const mend = useMutation({
    mutationFn: () =>
      taken(
        api.PUT('/v1/quarantine/{id}', { params: { path: { id: record.id } }, body: { body } }),
      ),
    onSuccess: () => {
      queries.setQueryData(['quarantined', record.id], { ...content, body });
      void message.success(t('queues.mended'));
    },
    onError: tell,
  });
  return (
    <>
      <ul>
        {content.errors.length === 0 && <li>{told({ code, parameters, text: detail })}</li>}
        {content.errors.map((error) => (
          <li key={error.field + error.reason}>
            <span className="mono">{error.field}</span> {text.error(error)}
          </li>
        ))}
      </ul>
      <Facts
        of={Object.entries(content.headers).map(([name, value]) => [
          name,
          <span className="mono">{value}</span>,
        ])}
      />
      <Input.TextArea
        className="mono"
        aria-label={t('queues.body')}
        autoSize={{ minRows: 6, maxRows: 24 }}
        value={body}
        onChange={(event) => setBody(event.target.value)}
      />
      <Button
        disabled={body === content.body}
        loading={mend.isPending}
        onClick={() => mend.mutate()}
      >
        {t('queues.mend')}
      </Button>
    </>
  );
}

function Decide({ record, close }: Props) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const tell = useTroubleMessage();
  const params = { path: { id: record.id } };
  const over = () => {
    void queries.invalidateQueries({ queryKey: ['quarantine'] });
    close();
  };
  const replay = useMutation({
    mutationFn: () => taken(api.POST('/v1/quarantine/{id}/replay', { params })),
    onSuccess: () => {
      void message.success(t('queues.replayed'));
      over();
    },
    onError: tell,
  });
  const discard = () =>
    modal.confirm({
      title: t('queues.discardAsk'),
      okText: t('queues.discard'),
      cancelText: t('queues.keep'),
      okButtonProps: { danger: true },
      onOk: () => taken(api.POST('/v1/quarantine/{id}/discard', { params })).then(over, tell),
    });
  return (
    <div className="row end">
      <Button danger onClick={() => void discard()}>
        {t('queues.discard')}
      </Button>
      <Button type="primary" loading={replay.isPending} onClick={() => replay.mutate()}>
        {t('queues.replay')}
      </Button>
    </div>
  );
}
