import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../components/Empty';
import { Loaded } from '../../components/Loaded';
import { Section } from '../../components/Page';
import { listMessages } from '../messages/filters';
import { MessageTable } from '../messages/MessageTable';

/** What somebody will ask about next. */
export function LatestProblems() {
  const { t } = useTranslation();
  const failed = useQuery({
    queryKey: ['messages', 'latest-problems'],
    queryFn: () => listMessages({ state: 'FAILED' }, undefined, 8),
    refetchInterval: 10_000,
  });
  return (
    <Section title={t('find.recent')}>
      <div className="card">
        <Loaded query={failed}>
          {(page) =>
            page.items.length > 0 ? (
              <MessageTable messages={page.items} />
            ) : (
              <Empty title={t('find.recentNone')} />
            )
          }
        </Loaded>
      </div>
    </Section>
  );
}
