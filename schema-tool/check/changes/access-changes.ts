import { both, implies, needed, type Requirement, textOfRequirement } from '../access/access-requirement.ts';
import type { Protections } from '../access/protections.ts';
import { type Change, change } from './change.ts';

/** How what is needed to read an element changed. */
interface Shift {
  coordinate: string;
  kind: 'tightened' | 'loosened' | 'replaced';
  before: Requirement;
  after: Requirement;
  /** The same with what a request needs on every way to a field. */
  whole?: { before: Requirement; after: Requirement };
}

/** Fields that a message names; the change has all. */
const MAX_NAMES = 20;

/**
 * How the protection of fields changed (`@authenticated`, `@requiresScopes`, `@policy`), compared where it takes effect:
 * in the supergraph, by what a request for the field needs in all. So a protection that goes with a move to another
 * subgraph is seen, and one that moves from a type to its fields is no change, nor one that moves from a type to all fields that
 * lead to it, or back. What changed on a type is told once, with
 * the fields that nothing else protects in another way.
 */
export function accessChanges(old: Protections, now: Protections): Change[] {
  if (!old.some && !now.some) return [];
  const ofType = (name: string) => shiftOf(name, old.ofType(name), now.ofType(name));
  const single: Shift[] = [];
  const byType = new Map<string, Shift[]>();
  for (const [coordinate, earlier] of old.fields) {
    const field = now.fields.get(coordinate);
    const alone = field && shiftOf(coordinate, earlier.needs, field.needs);
    if (!alone || earlier.isHidden || field.isHidden) continue; // That a field is gone is told there.
    const shift = ofWays(alone, { old: old.waysTo(earlier), now: now.waysTo(field) });
    if (!shift) continue;
    const cause = shiftOf(coordinate, earlier.own, field.own)
      ? undefined
      : [field.parent, field.value].find((name) => ofType(name)?.kind === shift.kind);
    if (cause === undefined) single.push(shift);
    else byType.set(cause, [...(byType.get(cause) ?? []), shift]);
  }
  return [
    ...single.map((shift) => changeOf(shift, [shift])),
    ...[...byType].flatMap(([name, fields]) => {
      const shift = ofType(name);
      return shift ? [changeOf(shift, fields)] : [];
    }),
  ];
}

function shiftOf(coordinate: string, before: Requirement, after: Requirement): Shift | null {
  const [keepsAll, allowsAll] = [implies(after, before), implies(before, after)];
  if (keepsAll && allowsAll) return null;
  return { coordinate, kind: keepsAll ? 'tightened' : allowsAll ? 'loosened' : 'replaced', before, after };
}

/**
 * What a shift of a field's own comes to with all that a request needs on its way there; null when that is no less, or no more:
 * then the protection has only moved along the ways, and what else changed on them is told there.
 */
function ofWays(alone: Shift, { old, now }: { old: Requirement; now: Requirement }): Shift | null {
  const before = both(old, alone.before);
  const after = both(now, alone.after);
  const whole = shiftOf(alone.coordinate, before, after);
  if (!whole) return null;
  if (alone.kind !== whole.kind && alone.kind !== 'replaced' && whole.kind !== 'replaced') return null;
  return { ...alone, whole: { before, after } };
}

const REASONS: Record<Shift['kind'], string> = {
  tightened: 'Callers that have not what it needs now are refused.',
  loosened: 'A protection was dropped: requests that were refused are allowed.',
  replaced:
    'What it needs now is neither more nor less: requests that were refused may be allowed, and others refused.',
};

/** The change of an element, told of the fields that it concerns. */
function changeOf({ coordinate, kind, before, after }: Shift, fields: readonly Shift[]): Change {
  const [from, to] = [textOfRequirement(before), textOfRequirement(after)];
  const names = fields.map((one) => one.coordinate).sort();
  const rest = names.length - MAX_NAMES;
  const shown = [...names.slice(0, MAX_NAMES), ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
  const which = names.length === 1 && names[0] === coordinate ? '' : ` It is needed for ${shown}.`;
  return change({
    scope: 'api',
    type: kind === 'tightened' ? 'ACCESS_TIGHTENED' : 'ACCESS_LOOSENED',
    coordinate,
    severity: kind === 'tightened' ? 'dangerous' : 'breaking',
    message: `${coordinate} needs ${to} now, and needed ${from}.${which}`,
    reason: REASONS[kind],
    from,
    to,
    access: fields.map((one) => ({
      field: one.coordinate,
      before: needed((one.whole ?? one).before),
      after: needed((one.whole ?? one).after),
    })),
  });
}
