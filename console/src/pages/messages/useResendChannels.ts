import { useQuery } from '@tanstack/react-query';
import { api, taken } from '../../api/client';

/** By which channels a message could be sent again. */
export function useResendChannels(id: string) {
  return useQuery({
    queryKey: ['message', id, 'channels'],
    queryFn: () => taken(api.GET('/v1/messages/{id}/channels', { params: { path: { id } } })),
    staleTime: 60_000,
  });
}
