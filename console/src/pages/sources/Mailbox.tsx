import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { Facts } from '../../components/Facts';
import { Section } from '../../components/Page';
import { Time } from '../../components/Time';

/** How the mailbox is read that its mails come back to; nothing where it has none. */
export function Mailbox({ source }: { source: string }) {
  const { t } = useTranslation();
  const mailbox = useQuery({
    queryKey: ['source', source, 'mailbox'],
    queryFn: async () => {
      const params = { path: { code: source } };
      const { data } = await api.GET('/v1/sources/{code}/mailbox', { params });
      return data ?? null;
    },
    refetchInterval: 30_000,
  });
  if (!mailbox.data) return null;
  const { visitedAt, readAt, reports, problem } = mailbox.data;
  return (
    <Section title={t('sources.mailbox')}>
      <div className="card pad">
        <Facts
          of={[
            [t('sources.mailboxReports'), reports],
            [t('sources.mailboxVisited'), <Time at={visitedAt} />],
            [t('sources.mailboxProblem'), problem?.text],
            [t('sources.mailboxRead'), problem && readAt && <Time at={readAt} />],
          ]}
        />
      </div>
    </Section>
  );
}
