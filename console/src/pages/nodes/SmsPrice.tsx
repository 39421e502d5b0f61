import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { json } from '../../api/client';
import { useSources } from '../../api/lists';
import type { Page, Price } from '../../api/shapes';
import { money } from '../costs/money';

/** What one message of so many segments costs, by each source that may send it. */
export function SmsPrice({ tenant, segments }: { tenant: string | undefined; segments: number }) {
  const { t, i18n } = useTranslation();
  const prices = useQuery({
    queryKey: ['prices'],
    queryFn: () => json<Page<Price>>('/v1/prices'),
    staleTime: 60_000,
  });
  const sources = (useSources().data?.items ?? []).filter(
    (source) => source.channel === 'sms' && (!source.tenant || source.tenant === tenant),
  );
  if (!prices.data || sources.length === 0) return null;
  const known = new Map(prices.data.items.map((price) => [price.source, price]));
  return (
    <ul className="plain soft small">
      {sources.map(({ code }) => {
        const price = known.get(code);
        return (
          <li key={code}>
            {price ? (
              t('nodes.smsPrice', {
                source: code,
                amount: Object.entries(price.prices)
                  .sort(([one], [other]) => (one === '*' ? 1 : other === '*' ? -1 : 0))
                  .map(([country, each]) => {
                    const units = price.unit === 'SEGMENT' ? segments : 1;
                    const name = country === '*' ? t('nodes.smsElsewhere') : country;
                    return `${name} ${money(each * units, price.currency, i18n.language)}`;
                  })
                  .join(' · '),
              })
            ) : (
              <>
                {t('nodes.smsPriceNone', { source: code })}{' '}
                <Link to="/costs">{t('nodes.smsPriceSet')}</Link>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
