import { useQuery } from '@tanstack/react-query';
import { App, Button, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { json } from '../../api/client';
import { queries } from '../../api/queries';
import type { AlarmRule, Page } from '../../api/shapes';
import { Loaded } from '../../components/Loaded';
import { useTroubleMessage } from '../../components/troubleMessage';
import { useDuration } from '../../components/useDuration';
import { useMay } from '../../session/session';
import { RuleDrawer } from './RuleDrawer';
import { useCondition } from './useCondition';

/** When alarms fire: the rules that were set, and the defaults. */
export function Rules() {
  const { t } = useTranslation();
  const may = useMay();
  const [open, setOpen] = useState<Partial<AlarmRule>>();
  const rules = useQuery({
    queryKey: ['alarm-rules'],
    queryFn: () => json<Page<AlarmRule>>('/v1/alarm-rules'),
  });
  return (
    <>
      <p className="soft">{t('alarms.rulesHint')}</p>
      {may('operate') && (
        <div className="actions row" style={{ marginBlock: 12 }}>
          <Button type="primary" onClick={() => setOpen({ enabled: true, scope: 'ALL' })}>
            {t('alarms.addRule')}
          </Button>
        </div>
      )}
      <Loaded query={rules}>
        {({ items }) => (
          <div
            className="card scroll"
            tabIndex={0}
            role="region"
            aria-label={t('alarms.tabs.rules')}
          >
            <List items={items} edit={may('operate') ? setOpen : undefined} />
          </div>
        )}
      </Loaded>
      {open && <RuleDrawer rule={open} close={() => setOpen(undefined)} />}
    </>
  );
}

function List({
  items,
  edit,
}: {
  items: AlarmRule[];
  edit: ((rule: AlarmRule) => void) | undefined;
}) {
  const { t } = useTranslation();
  const duration = useDuration();
  const condition = useCondition();
  return (
    <Table
      rowKey={({ kind, scope, key, id }) => [kind, scope, key, id].join(' ')}
      size="middle"
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      dataSource={items}
      columns={[
        { title: t('alarms.rule'), render: (_, rule) => t(`alarms.kind.${rule.kind}`) },
        {
          title: t('alarms.where'),
          render: (_, rule) => (
            <>
              {t(`alarms.scope.${rule.scope}`)} {rule.key}
            </>
          ),
        },
        {
          title: t('alarms.fires'),
          render: (_, rule) => (
            <>
              {condition(rule)}
              <span className="sub">
                {rule.forSeconds === 0
                  ? t('alarms.atOnce')
                  : t('alarms.lasting', { duration: duration(rule.forSeconds * 1_000) })}
              </span>
            </>
          ),
        },
        {
          title: t('alarms.severityOf'),
          render: (_, rule) =>
            rule.enabled ? t(`alarms.severity.${rule.severity}`) : <Tag>{t('alarms.off')}</Tag>,
        },
        {
          title: t('alarms.escalation'),
          render: (_, rule) =>
            rule.escalateMinutes === undefined
              ? t('alarms.never')
              : t('alarms.escalates', { duration: duration(rule.escalateMinutes * 60_000) }),
        },
        {
          title: t('alarms.by'),
          render: (_, rule) => rule.updatedBy ?? <Tag>{t('alarms.byDefault')}</Tag>,
        },
        {
          render: (_, rule) =>
            edit && (
              <span className="row">
                <Button size="small" onClick={() => edit(rule)}>
                  {t('alarms.edit')}
                </Button>
                {rule.id && <Remove id={rule.id} />}
              </span>
            ),
        },
      ]}
    />
  );
}

function Remove({ id }: { id: string }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const tell = useTroubleMessage();
  const ask = () =>
    void modal.confirm({
      title: t('alarms.removeRule'),
      okText: t('components.remove'),
      cancelText: t('components.cancel'),
      onOk: () =>
        json(`/v1/alarm-rules/${id}`, 'DELETE').then(() => void queries.invalidateQueries(), tell),
    });
  return (
    <Button size="small" type="text" danger onClick={ask}>
      {t('components.remove')}
    </Button>
  );
}
