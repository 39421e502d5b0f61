import type { FormInstance } from 'antd';
import { fieldPath, Problem } from '../api/problem';

/** Puts each error at the field that it names; what has no field in the form is left over. */
export function placed<F>(form: FormInstance<F>, problem: unknown): Problem | null {
  if (!(problem instanceof Problem)) return new Problem(0, '', String(problem));
  const here = problem.errors.filter(
    ({ field }) => form.getFieldInstance(fieldPath(field) as never) !== undefined,
  );
  form.setFields(
    here.map(({ field, reason }) => ({ name: fieldPath(field) as never, errors: [reason] })),
  );
  if (problem.errors.length > 0 && here.length === problem.errors.length) return null;
  const left = problem.errors.filter((error) => !here.includes(error));
  return problem.with(left);
}
