import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBalances } from '../../api/lists';
import { BalanceText } from './BalanceText';
import { Time } from '../../components/Time';
import { Section } from '../../components/Page';

/** What providers say is left; nothing where none tells. */
export function Balances() {
  const { t } = useTranslation();
  const balances = useBalances().data?.items ?? [];
  if (balances.length === 0) return null;
  return (
    <Section title={t('costs.balances')}>
      <p className="soft">{t('costs.balancesHint')}</p>
      <div className="card scroll" tabIndex={0} role="region" aria-label={t('costs.balances')}>
        <Table
          rowKey="source"
          size="middle"
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          dataSource={balances}
          columns={[
            {
              title: t('costs.source'),
              render: (_, { source }) => <Link to={`/sources/${source}`}>{source}</Link>,
            },
            { title: t('costs.left'), render: (_, balance) => <BalanceText of={balance} /> },
            { title: t('costs.asked'), render: (_, { askedAt }) => <Time at={askedAt} /> },
          ]}
        />
      </div>
    </Section>
  );
}
