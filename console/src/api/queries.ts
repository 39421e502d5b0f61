import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem';

const PASSING = new Set([0, 502, 503, 504]);

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (times, error) => times < 3 && error instanceof Problem && PASSING.has(error.status),
    },
  },
});
