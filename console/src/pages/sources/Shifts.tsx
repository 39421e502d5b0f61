import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';
import { Section } from '../../components/Page';
import { Time } from '../../components/Time';
import { useReason } from '../../components/useReason';

const FEW = 10;

/** When the source got less and more of its weight, and why; nothing while it had all of it. */
export function Shifts({ source }: { source: string }) {
  const { t } = useTranslation();
  const told = useReason();
  const shifts = useQuery({
    queryKey: ['source', source, 'shifts'],
    queryFn: () =>
      taken(api.GET('/v1/sources/{code}/shifts', { params: { path: { code: source } } })),
    refetchInterval: 10_000,
  });
  if (!shifts.data?.items.length) return null;
  const { share, items } = shifts.data;
  return (
    <Section title={t('sources.shifts')}>
      <div className="card pad">
        <p>{t(share < 100 ? 'sources.shiftsNow' : 'sources.shiftsAll', { share })}</p>
        <ul className="plain">
          {items.slice(0, FEW).map((each, index) => (
            <li key={`${each.at}${index}`}>
              <span className={`state ${each.share < each.before ? 'odd' : 'good'}`}>
                {t('sources.shiftOf', { before: each.before, share: each.share })}
              </span>{' '}
              {told(each.reason)}{' '}
              <span className="soft small">
                <Time at={each.at} />
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}
