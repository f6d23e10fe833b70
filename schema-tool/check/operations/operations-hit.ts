import type { Change } from '../changes/change.ts';
import { type AffectedOperation, affected } from './affected-operation.ts';
import type { ExaminedOperation } from './examined-operation.ts';

/** The known operations that a change concerns, those that do not count among them; broken ones first. */
export function operationsHitBy(change: Change, examined: readonly ExaminedOperation[]): AffectedOperation[] {
  const hit = examined.flatMap((one) => {
    const effect = one.effectOf(change);
    return effect ? [affected(one.operation, effect)] : [];
  });
  return hit.sort((a, b) => rank(a) - rank(b));
}

function rank({ effect, ignored }: AffectedOperation): number {
  return (ignored === null ? 0 : 2) + (effect === 'broken' ? 0 : 1);
}
