import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Trouble } from './Trouble';

interface Query<T> {
  data: T | undefined;
  error: Error | null;
  refetch: () => unknown;
}

/** What was asked for, once it is there; until then its outline, or why it did not come. */
export function Loaded<T>({
  query,
  children,
}: {
  query: Query<T>;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Trouble problem={query.error} again={() => void query.refetch()} />;
  return <Skeleton active paragraph={{ rows: 5 }} />;
}
