import { Button, Drawer, InputNumber, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, taken, type Schemas } from '../../api/client';
import { useTopics } from '../../api/lists';
import { DeleteButton } from '../../components/DeleteButton';
import { Empty } from '../../components/Empty';
import { Field } from '../../components/Field';
import { FormDrawer } from '../../components/FormDrawer';
import { Trouble } from '../../components/Trouble';
import { useMay } from '../../session/session';

type Topic = Schemas['Topic'];

/** What nodes may be about to people, with the names that people read. */
export function Topics({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const topics = useTopics();
  const [open, setOpen] = useState<Topic | 'new' | null>(null);
  return (
    <Drawer open onClose={close} title={t('nodes.topics')} size={640}>
      <p className="sub">{t('nodes.topicsLead')}</p>
      {may('edit') && <Button onClick={() => setOpen('new')}>{t('nodes.topicNew')}</Button>}
      {topics.error && <Trouble problem={topics.error} />}
      <Table<Topic>
        rowKey="code"
        size="middle"
        pagination={false}
        loading={topics.isPending}
        dataSource={topics.data?.items ?? []}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Empty title={t('nodes.topicNone')} /> }}
        columns={[
          {
            title: t('nodes.code'),
            render: (_, topic) =>
              may('edit') ? (
                <button type="button" className="link mono" onClick={() => setOpen(topic)}>
                  {topic.code}
                </button>
              ) : (
                <span className="mono">{topic.code}</span>
              ),
          },
          { title: '中文', render: (_, topic) => topic.name.zh },
          { title: 'English', render: (_, topic) => topic.name.en },
          { title: t('nodes.perDay'), render: (_, topic) => topic.perDay ?? t('nodes.perDayAny') },
          {
            align: 'right',
            render: (_, topic) =>
              may('edit') && (
                <DeleteButton
                  ask={t('nodes.deleteAsk', { name: topic.code })}
                  consequence={t('nodes.topicDeleteWhen')}
                  path={`/v1/topics/${topic.code}`}
                  after="/nodes"
                />
              ),
          },
        ]}
      />
      {open && <TopicForm {...(open !== 'new' && { topic: open })} close={() => setOpen(null)} />}
    </Drawer>
  );
}

interface Fields {
  code: string;
  en?: string;
  zh?: string;
  perDay?: number | null;
}

function TopicForm({ topic, close }: { topic?: Topic; close: () => void }) {
  const { t } = useTranslation();
  return (
    <FormDrawer<Fields>
      title={topic ? topic.code : t('nodes.topicNew')}
      initial={
        topic
          ? { code: topic.code, ...topic.name, ...(topic.perDay && { perDay: topic.perDay }) }
          : {}
      }
      save={({ code, en, zh, perDay }) =>
        taken(
          api.PUT('/v1/topics/{topic}', {
            params: { path: { topic: code } },
            body: {
              name: { ...(en && { en }), ...(zh && { zh }) },
              ...(perDay && { perDay }),
            },
          }),
        )
      }
      close={close}
    >
      <Field
        name="code"
        label={t('nodes.code')}
        hint={t('nodes.topicCodeHint')}
        disabled={topic !== undefined}
      />
      <Field name="zh" label={t('nodes.topicZh')} optional />
      <Field name="en" label={t('nodes.topicEn')} hint={t('nodes.topicNameHint')} optional />
      <Field name="perDay" label={t('nodes.perDay')} hint={t('nodes.perDayHint')} optional>
        <InputNumber min={1} max={100} />
      </Field>
    </FormDrawer>
  );
}
