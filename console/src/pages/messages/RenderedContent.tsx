import { useQuery } from '@tanstack/react-query';
import { api, taken } from '../../api/client';
import type { ShownContent } from '../../api/shapes';
import { ContentView } from '../../components/ContentView';
import { Loaded } from '../../components/Loaded';

export function RenderedContent({ id }: { id: string }) {
  const content = useQuery({
    queryKey: ['message', id, 'content'],
    queryFn: () => taken(api.GET('/v1/messages/{id}/content', { params: { path: { id } } })),
    staleTime: Infinity,
  });
  return (
    <Loaded query={content}>{(shown) => <ContentView content={shown as ShownContent} />}</Loaded>
  );
}
