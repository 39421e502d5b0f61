import { useQuery } from '@tanstack/react-query';
import { api, taken } from '../../api/client';
import { useSettled } from '../nodes/usePreview';

/** What the server says of a text once its writer pauses; nothing while only somebody reads. */
export function useCheck(yaml: string, edits: boolean) {
  const settled = useSettled(yaml);
  return useQuery({
    queryKey: ['definition-check', settled],
    queryFn: () => taken(api.POST('/v1/definition-trials/check', { body: { yaml: settled } })),
    enabled: edits,
    placeholderData: (before) => before,
    retry: false,
    staleTime: Infinity,
  });
}
