import { useQuery } from '@tanstack/react-query';
import { json } from '../../api/client';
import type { ResendChannel } from '../../api/shapes';

/** By which channels a message could be sent again. */
export function useResendChannels(id: string) {
  return useQuery({
    queryKey: ['message', id, 'channels'],
    queryFn: () => json<ResendChannel[]>(`/v1/messages/${id}/channels`),
    staleTime: 60_000,
  });
}
