import { useQuery } from '@tanstack/react-query';
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import { bytes } from '../../components/bytes';
import { Empty } from '../../components/Empty';
import { Facts } from '../../components/Facts';
import { Loaded } from '../../components/Loaded';
import { Section } from '../../components/Page';
import { Time } from '../../components/Time';
import { useDuration } from '../../components/useDuration';

/** How long messages are kept, and what went. */
export function Retention() {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  const duration = useDuration();
  const retention = useQuery({
    queryKey: ['retention'],
    queryFn: () => taken(api.GET('/v1/retention')),
    refetchInterval: 30_000,
  });
  return (
    <Section title={t('system.retention')}>
      <Loaded query={retention}>
        {({ messages, partitions, nodes, runs }) => (
          <div className="columns even">
            <div className="card pad">
              <Facts
                of={[
                  [t('system.keptUsually'), duration(messages)],
                  [t('system.partitions'), t(`system.partitionSpan.${partitions}`)],
                  [
                    t('system.nodesApart'),
                    nodes.length > 0
                      ? nodes.map(({ node, retention: time }) => (
                          <div key={node}>
                            {t('system.keptFor', { node, time: duration(time) })}
                          </div>
                        ))
                      : undefined,
                  ],
                ]}
              />
            </div>
            <div className="card scroll" tabIndex={0} role="region" aria-label={t('system.went')}>
              <Table
                rowKey="id"
                size="middle"
                pagination={{ pageSize: 10, hideOnSinglePage: true }}
                dataSource={runs}
                locale={{ emptyText: <Empty title={t('system.wentNone')} /> }}
                columns={[
                  { title: t('system.wentAt'), render: (_, run) => <Time at={run.at} /> },
                  {
                    title: t('system.went'),
                    render: (_, run) => (
                      <>
                        <span className="mono">{run.subject}</span>
                        <span className="sub">{t(`system.wentWhat.${run.what}`)}</span>
                      </>
                    ),
                  },
                  {
                    title: t('messages.title'),
                    className: 'num',
                    align: 'right',
                    render: (_, run) => number.format(run.messages),
                  },
                  {
                    title: t('system.freed'),
                    className: 'num',
                    align: 'right',
                    render: (_, run) => run.bytes !== undefined && bytes(run.bytes),
                  },
                  {
                    title: t('system.took'),
                    className: 'num',
                    align: 'right',
                    render: (_, run) => duration(run.millis),
                  },
                ]}
              />
            </div>
          </div>
        )}
      </Loaded>
    </Section>
  );
}
