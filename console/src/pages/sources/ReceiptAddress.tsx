import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { Id } from '../../components/Code';
import { Section } from '../../components/Page';

/** Where the provider is to report; nothing where its connector reads no reports. */
export function ReceiptAddress({ source }: { source: string }) {
  const { t } = useTranslation();
  const address = useQuery({
    queryKey: ['source', source, 'receipts'],
    queryFn: async () => {
      const params = { path: { code: source } };
      const { data } = await api.GET('/v1/sources/{code}/receipts', { params });
      return data ?? null;
    },
  });
  if (!address.data) return null;
  const { url, signed, replies } = address.data;
  return (
    <Section title={t('sources.receipts')}>
      <div className="card pad">
        <p>
          <Id text={url} />
        </p>
        <p className="soft small">
          {t(signed ? 'sources.receiptsSigned' : 'sources.receiptsSecret')}
          {replies && ` ${t('sources.receiptsReplies')}`}
        </p>
      </div>
    </Section>
  );
}
