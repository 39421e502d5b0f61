import { useTranslation } from 'react-i18next';
import type { QuarantinedRecord } from '../../api/shapes';

/** What is wrong with a record, in a few words. */
export function useWrong() {
  const { t } = useTranslation();
  return (record: QuarantinedRecord) => {
    const kind = t(`queues.kinds.${(record.kind ?? 'other') as 'other'}`, {
      defaultValue: t('queues.kinds.other'),
    });
    return record.fields.length > 0 ? `${kind}: ${record.fields.join(', ')}` : kind;
  };
}
