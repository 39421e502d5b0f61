import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, taken } from '../../api/client';

/** What the recipient wrote back, at its step of the timeline. */
export function Reply({ message, reply }: { message: string; reply: unknown }) {
  const { t } = useTranslation();
  const replies = useQuery({
    queryKey: ['replies', message],
    queryFn: () =>
      taken(api.GET('/v1/messages/{id}/replies', { params: { path: { id: message } } })),
  });
  const words = replies.data?.find((one) => one.id === reply);
  if (!words) return null;
  return (
    <p>
      <span className="mono soft">{words.from}</span> {t('messages.wrote', { text: words.text })}
    </p>
  );
}
