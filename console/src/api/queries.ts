import { QueryClient } from '@tanstack/react-query';
import { isPassing, Problem } from './problem';

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (times, error) => times < 3 && error instanceof Problem && isPassing(error.status),
      // A browser that takes itself for offline asks all the same, and is told so.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});
