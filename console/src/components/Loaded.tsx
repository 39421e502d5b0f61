import type { UseQueryResult } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Trouble } from './Trouble';

/** What was asked for, once it is there; until then its outline, or why it did not come. */
export function Loaded<T>({
  query,
  children,
}: {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Trouble problem={query.error} again={() => void query.refetch()} />;
  return <Skeleton active paragraph={{ rows: 5 }} />;
}
