import type { AnswerPath } from '../run/collected-errors.ts';
import type { Execution } from '../run/execute-fields.ts';
import type { ResolveInfo } from './resolve-info.ts';

/**
 * What a resolver's value becomes in the answer, or a promise of it; throws what is wrong with it.
 * https://spec.graphql.org/October2021/#CompleteValue()
 *
 * @param info given where a type may be asked which object a value is
 */
export type Complete = (
  value: unknown,
  execution: Execution,
  place: AnswerPath,
  info: ResolveInfo | undefined,
) => unknown;

/** The object of the answer where that needs neither place nor promise; null where `Complete` has to find out. */
export type CompleteLeaves = (
  value: Readonly<Record<string, unknown>>,
  execution: Execution,
) => Record<string, unknown> | null;

/** Whether a value is none. Throws it when it is an error, which resolvers may give as well as throw. */
export function isNothing(value: unknown): value is null | undefined {
  if (value === null || value === undefined) return true;
  if (value instanceof Error) throw value;
  return false;
}
