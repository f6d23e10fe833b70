import {
  type FieldNode,
  type GraphQLError,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import type { Change } from '../changes/change.ts';
import type { Schemas } from '../changes/side.ts';
import { broken, type Effect, possible } from './effect.ts';
import { concernedBy, impossibleConditions } from './error-nodes.ts';
import { readers } from './field-readers.ts';
import type { OperationUses } from './operation-uses.ts';

/** What a field of another type does to an operation; null when it does not concern it. */
export function fieldTypeEffect(
  change: Change,
  uses: OperationUses,
  schemas: Schemas,
  newErrors: readonly GraphQLError[],
): Effect | null {
  const { coordinate } = change;
  const [typeName = '', member = ''] = coordinate.split('.');
  if (change.severity === 'breaking') {
    const selecting = uses.fields.get(coordinate) ?? [];
    const why = `it reads ${change.from}, and gets ${change.to}`;
    const objects = objectsOf(change, schemas);
    if (objects) return retyped(selecting, objects, newErrors, why);
    if (!isWidened(change, schemas.after)) return broken(selecting, why);
    return (
      broken(concernedBy(newErrors, selecting), why) ??
      possible(selecting, 'it may get an object of another type')
    );
  }
  if (change.severity === 'safe') {
    // What two fields of one name give must be alike (https://spec.graphql.org/draft/#sec-Field-Selection-Merging).
    return broken(
      concernedBy(newErrors, readers(typeName, member, uses, schemas.before)),
      'it merges the field with one that is not so',
    );
  }
  return narrowed(uses.fields.get(coordinate), newErrors);
}

/** Whether a field gives what it gave and objects of other types too: of an interface or union that its type belongs to. */
function isWidened({ from, to }: Change, after: GraphQLSchema): boolean {
  const [earlier = '', now = ''] = [from, to].map((type) => type?.replace(/[[\]!]/g, ''));
  if (from?.replace(earlier, '') !== to?.replace(now, '')) return false;
  const [old, abstract] = [after.getType(earlier), after.getType(now)];
  return (
    isAbstractType(abstract) && (isObjectType(old) || isInterfaceType(old)) && after.isSubType(abstract, old)
  );
}

/** The names of the objects that a field gave and gives; null unless it is of an interface or union both times, as before in lists. */
function objectsOf(
  { from, to }: Change,
  { before, after }: Schemas,
): { old: string[]; now: string[] } | null {
  const [earlier = '', later = ''] = [from, to].map((type) => type?.replace(/[[\]!]/g, ''));
  if (from?.replace(earlier, '') !== to?.replace(later, '')) return null;
  const [old, now] = [before.getType(earlier), after.getType(later)];
  if (!isAbstractType(old) || !isAbstractType(now)) return null;
  return {
    old: before.getPossibleTypes(old).map(({ name }) => name),
    now: after.getPossibleTypes(now).map(({ name }) => name),
  };
}

/** A field of another interface or union: who stays valid gets the objects that it may give now. */
function retyped(
  fields: readonly FieldNode[],
  { old, now }: { old: readonly string[]; now: readonly string[] },
  newErrors: readonly GraphQLError[],
  why: string,
): Effect | null {
  const gone = old.filter((one) => !now.includes(one));
  return (
    broken(concernedBy(newErrors, fields), why) ??
    (gone.length > 0 ? possible(fields, `it gets no ${gone.join(', ')} there any more`) : null) ??
    (now.every((one) => old.includes(one)) ? null : possible(fields, 'it may get an object of another type'))
  );
}

/** A field of a narrower type: a condition below it may have become impossible. */
function narrowed(
  fields: readonly FieldNode[] | undefined,
  newErrors: readonly GraphQLError[],
): Effect | null {
  const below = fields === undefined ? [] : impossibleConditions(newErrors);
  return (
    broken(below, 'it has a condition on a type that can no longer come') ??
    possible(fields, 'it selects the field')
  );
}
