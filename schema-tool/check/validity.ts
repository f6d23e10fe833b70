import type { GraphQLSchema } from 'graphql';
import { type AffectedOperation, affected, relyOn } from './affected-operations.ts';
import type { Change } from './change.ts';
import { type Finding, finding } from './finding.ts';
import type { KnownOperation } from './known-operations.ts';
import { usedCoordinates } from './operation-coordinates.ts';
import { operationErrors } from './operation-errors.ts';

/** An operation with what it uses of the schema before the change. */
export interface ExaminedOperation {
  operation: KnownOperation;
  /** Whether it relies on something that a breaking change takes away. */
  reliesOn(change: Change): boolean;
}

export function examine(before: GraphQLSchema, operation: KnownOperation): ExaminedOperation {
  const used = usedCoordinates(before, operation.document, operation.variables);
  return { operation, reliesOn: (change) => relyOn(used, change) };
}

/** The known operations that a breaking change concerns, those that do not count among them. */
export function operationsHitBy(change: Change, examined: readonly ExaminedOperation[]): AffectedOperation[] {
  return examined.filter(({ reliesOn }) => reliesOn(change)).map(({ operation }) => affected(operation));
}

/**
 * Findings about operations that are not valid against the new API. A document must be valid; an operation from a
 * usage file, in which values are hidden, must not have got errors that it had not before.
 *
 * @param approved breaking changes that somebody has approved
 */
export function invalidOperations(
  examined: readonly ExaminedOperation[],
  { before, after, approved }: { before: GraphQLSchema; after: GraphQLSchema; approved: readonly Change[] },
): Finding[] {
  return examined.flatMap(({ operation, reliesOn }) => {
    const earlier = new Set(operationErrors(before, operation.document).map(({ message }) => message));
    const errors = operationErrors(after, operation.document).map(({ message }) => message);
    const isDocument = operation.source === 'document';
    const reported = isDocument ? errors : errors.filter((message) => !earlier.has(message));
    if (reported.length === 0) return [];
    // Nobody can approve a mistake that a document has had before.
    const isNew = reported.every((message) => !earlier.has(message));
    const approval = isNew ? approved.find((change) => reliesOn(change)) : undefined;
    const reason = approval
      ? `Follows from the approved change ${approval.id}.`
      : operation.ignored
        ? `Does not count: ${operation.ignored}.`
        : reported.every((message) => earlier.has(message))
          ? 'It was not valid before either.'
          : null;
    return [
      finding(
        'operations',
        approval || operation.ignored ? 'warning' : 'error',
        'OPERATION_INVALID',
        `${operation.name} is not valid: ${reported.join(' ')}`,
        { place: { file: operation.file, line: operation.line }, reason, operations: [affected(operation)] },
      ),
    ];
  });
}
