import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import { Section } from '../../components/Page';
import { DiagnosisLines } from '../messages/DiagnosisLines';

/** What came nearest to something that was not found: refused, repeated, in quarantine, alike. */
export function Nearest({ wanted }: { wanted: string }) {
  const { t } = useTranslation();
  const diagnoses = useQuery({
    queryKey: ['diagnose', wanted],
    queryFn: () => taken(api.POST('/v1/diagnose', { body: { q: wanted } })),
    staleTime: 30_000,
  });
  const found = [...(diagnoses.data?.items ?? []), ...(diagnoses.data?.nearest ?? [])];
  if (found.length === 0) return null;
  return (
    <Section title={t('find.nearest')}>
      <div className="stack">
        {found.map((diagnosis) => (
          <div className="verdict" key={diagnosis.at + diagnosis.cause.code}>
            <DiagnosisLines diagnosis={diagnosis} />
          </div>
        ))}
      </div>
    </Section>
  );
}
