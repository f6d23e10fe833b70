import * as v from 'valibot';
import { listOf, type Variable } from './config.ts';

/**
 * What exists for speed only. Without any of these every answer is the same; the README of the folder in which one
 * stands says what it saves, bench/README.md has the figures, and `npm run bench -- optimizations` measures them.
 */
export const OPTIMIZATIONS = [
  'compiled-execution',
  'accepted-operations',
  'selected-columns',
  'joined-reads',
  'listed-entities',
  'batched-fetches',
  'batched-requests',
  'coalesced-reads',
  'known-operations',
] as const;
export type Optimization = (typeof OPTIMIZATIONS)[number];

/** Those that a process does without. */
export type SwitchedOff = ReadonlySet<Optimization>;

/** The variable that lists those to do without. */
export const OPTIMIZATIONS_OFF: Variable<SwitchedOff> = v.pipe(
  listOf(isOptimization, (one) => `must list some of ${OPTIMIZATIONS.join(', ')}; "${one}" is none.`),
  v.transform((names) => new Set(names.filter(isOptimization))),
);

function isOptimization(name: string): name is Optimization {
  return OPTIMIZATIONS.some((known) => known === name);
}
