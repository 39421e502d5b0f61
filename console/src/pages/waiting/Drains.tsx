import { useQuery } from '@tanstack/react-query';
import { Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { json } from '../../api/client';
import type { Drain, Page } from '../../api/shapes';
import { useDuration } from '../../components/useDuration';
import { useMay } from '../../session/session';
import { Resume } from './Paused';
import { KINDS, type Kind } from './places';

/** What waited and goes on at a chosen rate. */
export function Drains() {
  const { t, i18n } = useTranslation();
  const may = useMay();
  const duration = useDuration();
  const [changing, setChanging] = useState<Drain>();
  const number = new Intl.NumberFormat(i18n.language);
  const drains = useQuery({
    queryKey: ['drains'],
    queryFn: () => json<Page<Drain>>('/v1/drains'),
    refetchInterval: 3_000,
  });
  if (!drains.data?.items.length) return null;
  return (
    <>
      <h2>{t('waiting.drains')}</h2>
      <div className="card scroll" tabIndex={0} role="region" aria-label={t('waiting.drains')}>
        <Table
          rowKey={(drain) => `${drain.kind} ${drain.key}`}
          size="middle"
          pagination={false}
          dataSource={drains.data.items}
          columns={[
            {
              title: t('waiting.what'),
              render: (_, { kind, key }) => `${t(`waiting.kind.${kind as Kind | 'act'}`)} ${key}`,
            },
            {
              title: t('waiting.perMinute'),
              render: (_, { perMinute }) => t('waiting.rate', { n: number.format(perMinute) }),
            },
            { title: t('waiting.left'), render: (_, { left }) => number.format(left) },
            { title: t('waiting.ends'), render: (_, { seconds }) => duration(seconds * 1_000) },
            { title: t('waiting.by'), dataIndex: 'by' },
            {
              render: (_, drain) =>
                may('operate') &&
                KINDS.includes(drain.kind as Kind) && (
                  <Button size="small" onClick={() => setChanging(drain)}>
                    {t('waiting.faster')}
                  </Button>
                ),
            },
          ]}
        />
      </div>
      {changing && (
        <Resume
          kind={changing.kind as Kind}
          code={changing.key}
          close={() => setChanging(undefined)}
        />
      )}
    </>
  );
}
