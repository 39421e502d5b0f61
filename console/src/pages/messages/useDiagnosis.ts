import { useQuery } from '@tanstack/react-query';
import { api, taken } from '../../api/client';
import type { Message } from '../../api/shapes';

/** Why a message arrived or not; asked anew when the message changed. */
export function useDiagnosis(message: Message) {
  const { id, state, standing } = message;
  return useQuery({
    queryKey: ['message', id, 'diagnosis', state, standing.code],
    queryFn: () => taken(api.GET('/v1/messages/{id}/diagnosis', { params: { path: { id } } })),
    refetchInterval: 15_000,
  });
}
