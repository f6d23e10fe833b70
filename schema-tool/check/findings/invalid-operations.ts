import {
  type ASTNode,
  type DocumentNode,
  type GraphQLError,
  Kind,
  specifiedScalarTypes,
  visit,
} from 'graphql';
import type { KnownOperation } from '../../documents/known-operations.ts';
import { operationErrors } from '../../documents/operation-errors.ts';
import type { Change } from '../changes/change.ts';
import type { Schemas } from '../changes/side.ts';
import { contains } from '../effects/node-places.ts';
import { type Finding, finding } from '../finding.ts';
import { affected, placeOf } from '../operations/affected-operation.ts';
import type { ExaminedOperation } from '../operations/examined-operation.ts';
import { retirementHint } from '../rules/retirement.ts';

/** Errors that are told of one operation. */
const MOST_TOLD = 10;

/**
 * Findings about operations that are not valid against the new API for a reason that no change tells. A document must be
 * valid; an operation from a usage file, in which values are hidden, and a document of the baseline must not have got
 * errors that they had not before.
 */
export function invalidOperations(
  examined: readonly ExaminedOperation[],
  schemas: Schemas,
  { breaking, isComplete }: { breaking: readonly Change[]; isComplete: boolean },
): Finding[] {
  return examined.flatMap((one) => {
    const { operation } = one;
    const errors = operationErrors(schemas.after, operation.document);
    if (errors.length === 0) return [];
    const newErrors = new Set(one.newErrors);
    const isNew = (error: GraphQLError) => newErrors.has(error);
    const explained = breaking.flatMap((change) => {
      const effect = one.effectOf(change);
      return effect?.certainty === 'broken' ? effect.nodes : [];
    });
    const reported = errors.filter((error) =>
      isNew(error)
        ? !isExplained(error, explained, operation.document)
        : operation.source === 'document' && isComplete,
    );
    if (reported.length === 0) return [];
    const reason = operation.ignored
      ? `Does not count: ${operation.ignored}.`
      : reported.some(isNew)
        ? null
        : 'It was not valid before either.';
    return [
      invalid(operation, reported, {
        severity: operation.ignored ? 'warning' : 'error',
        reason: reason ?? (retirementHint([affected(operation)]).trim() || null),
      }),
    ];
  });
}

/**
 * Findings about documents that are not valid against an API with nothing to compare it with. Of a document of the baseline it
 * is not known whether it ever was.
 */
export function invalidNow(examined: readonly ExaminedOperation[], { after }: Schemas): Finding[] {
  return examined.flatMap(({ operation }) => {
    if (operation.source === 'usage' || operation.ignored) return [];
    const errors = operationErrors(after, operation.document);
    if (errors.length === 0) return [];
    const isThere = operation.source === 'document';
    return [
      invalid(operation, errors, {
        severity: isThere ? 'error' : 'warning',
        reason: isThere
          ? null
          : `It is a document of the baseline: whether it was valid there is not known.${retirementHint([affected(operation)])}`,
      }),
    ];
  });
}

function invalid(
  operation: KnownOperation,
  errors: readonly GraphQLError[],
  { severity, reason }: { severity: 'error' | 'warning'; reason: string | null },
): Finding {
  const messages = errors.slice(0, MOST_TOLD).map(({ message }) => message);
  if (errors.length > MOST_TOLD) messages.push(`And ${errors.length - MOST_TOLD} more.`);
  return finding(
    'operations',
    severity,
    'OPERATION_INVALID',
    `${operation.name} is not valid: ${messages.join(' ')}`,
    {
      place: placeOf(operation, errors[0]?.nodes?.[0]),
      reason,
      operations: [affected(operation)],
    },
  );
}

/** Whether an error stands where the operation uses what a change took away, or comes of that. */
function isExplained({ nodes }: GraphQLError, changed: readonly ASTNode[], document: DocumentNode): boolean {
  return (nodes ?? []).some((node) => {
    if (isWithAny(node, changed)) return true;
    // An API has a built-in scalar only while something in it uses it: with the last use, its name is unknown.
    const given = usesOfVariable(node, document);
    return given.length > 0 && given.every((use) => isWithAny(use, changed));
  });
}

function isWithAny(node: ASTNode, changed: readonly ASTNode[]): boolean {
  return changed.some((one) => contains(node, one) || contains(one, node));
}

/** Where the variable is given whose type is the name of a built-in scalar at a node; empty for any other node. */
function usesOfVariable(node: ASTNode, document: DocumentNode): ASTNode[] {
  if (node.kind !== Kind.NAMED_TYPE || !BUILT_IN.has(node.name.value)) return [];
  const declaring = new Set<string>();
  const uses: { name: string; node: ASTNode }[] = [];
  visit(document, {
    VariableDefinition: {
      enter(definition) {
        if (contains(definition.type, node)) declaring.add(definition.variable.name.value);
        return false;
      },
    },
    Variable: (use) => {
      uses.push({ name: use.name.value, node: use });
    },
  });
  return uses.filter(({ name }) => declaring.has(name)).map((use) => use.node);
}

const BUILT_IN = new Set(specifiedScalarTypes.map(({ name }) => name));
