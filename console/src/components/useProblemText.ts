import type { FieldError, Problem } from '../api/problem';
import { useReason } from './useReason';

/** Problems and what is wrong with fields, in the reader's language. */
export function useProblemText() {
  const told = useReason();
  return {
    detail: ({ code, parameters, detail }: Problem) => told({ code, parameters, text: detail }),
    error: ({ code, parameters, reason }: FieldError) => told({ code, parameters, text: reason }),
  };
}
