import type { ASTNode } from 'graphql';
import { implies, needed, requirement } from '../access/access-requirement.ts';
import { type Granted, has, type Needed } from '../access/granted.ts';
import type { Change } from '../changes/change.ts';
import type { Schemas } from '../changes/side.ts';
import { broken, type Effect, gravestOf, possible } from './effect.ts';
import { readers } from './field-readers.ts';
import type { OperationUses } from './operation-uses.ts';
import { needsOf, operationWays, type Shifted, shiftedTogether } from './operation-ways.ts';

/**
 * Fields that need something else now, on the ways by which the operation comes to them: one is refused to a client that has not what
 * it needs, and had what it needed.
 */
export function accessEffect(
  { access = [] }: Change,
  uses: OperationUses,
  { before: schema, protections }: Schemas,
  granted: Granted | null,
): Effect | null {
  const read = access.flatMap((one) => {
    const [typeName = '', name = ''] = one.field.split('.');
    return readers(typeName, name, uses, schema).map((node) => ({ node, ...one }));
  });
  if (read.length === 0) return null;
  const ways = protections ? operationWays(uses.document, schema, protections) : null;
  return gravestOf(
    read.flatMap(({ node, field, before, after }) => {
      const shifts =
        ways && protections
          ? (ways.get(node) ?? []).map((way) => shiftedTogether(way, needsOf(field, protections)))
          : [{ before: requirement(before), after: requirement(after) }];
      return shifts.map((shift) => shiftEffect(node, shift, granted));
    }),
  );
}

/** What it does to who reads a field on a way that it needs something else there now; null when it needs the same. */
function shiftEffect(node: ASTNode, { before, after }: Shifted, granted: Granted | null): Effect | null {
  const isTighter = !implies(before, after);
  const refused = isTighter && granted ? isRefused(granted, needed(before), needed(after)) : null;
  if (refused === 'yes') return broken([node], 'its client has not what the field needs');
  if (isTighter && refused !== 'no')
    return possible(
      [node],
      granted
        ? 'whether its client has what the field needs is not known'
        : 'it reads what needs more, or something else, now',
    );
  return implies(after, before)
    ? null
    : { certainty: 'affected', why: 'it reads what needs less now', nodes: [node] };
}

/** Whether a client is refused what it was allowed. */
function isRefused(granted: Granted, before: Needed, after: Needed): 'yes' | 'no' | 'unknown' {
  const now = has(granted, after);
  if (now === 'all' || has(granted, before) === 'not') return 'no';
  return now === 'not' ? 'yes' : 'unknown';
}
