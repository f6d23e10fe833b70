import type { ASTNode, GraphQLError } from 'graphql';
import type { Granted } from '../access/granted.ts';
import type { Change } from '../changes/change.ts';
import type { Schemas } from '../changes/side.ts';
import { KINDS } from '../diff/reasons.ts';
import { accessEffect } from './access-effect.ts';
import { broken, type Effect, gravestOf, lessOf, possible } from './effect.ts';
import { concernedBy, impossibleConditions } from './error-nodes.ts';
import { interfacesOf } from './field-readers.ts';
import { fieldTypeEffect } from './field-type-effect.ts';
import { fragmentsThatChange, isOf } from './fields-of-type.ts';
import {
  argumentEffect,
  enumValueEffect,
  inputFieldEffect,
  inputFieldMissing,
  inputFieldRemoved,
  nodesOf,
  oneOfEffect,
} from './given-effects.ts';
import type { OperationUses } from './operation-uses.ts';

/**
 * What a change does to an operation; null when it does not concern it.
 *
 * @param newErrors what makes the operation invalid after the change, and did not before
 * @param granted what its client may, null when that is not known
 */
export function effectOf(
  change: Change,
  uses: OperationUses,
  schemas: Schemas,
  newErrors: readonly GraphQLError[],
  granted: Granted | null = null,
): Effect | null {
  const { type, coordinate } = change;
  const [typeName = '', member = ''] = coordinate.split('.');
  switch (type) {
    case 'FIELD_REMOVED':
      return broken(uses.fields.get(coordinate), 'it selects the field');
    case 'FIELD_TYPE_CHANGED':
      return fieldTypeEffect(change, uses, schemas, newErrors);
    case 'FIELD_ARGUMENT_REMOVED':
    case 'DIRECTIVE_ARGUMENT_REMOVED':
      return broken(uses.given.get(coordinate), 'it gives the argument');
    case 'FIELD_ARGUMENT_ADDED':
      return broken(uses.fields.get(coordinate.replace(/\(.*$/, '')), 'it does not give the argument');
    case 'DIRECTIVE_ARGUMENT_ADDED':
      return broken(
        uses.directives.get(coordinate.slice(1).replace(/\(.*$/, '')),
        'it does not give the argument',
      );
    case 'FIELD_ARGUMENT_TYPE_CHANGED':
    case 'FIELD_ARGUMENT_DEFAULT_CHANGED':
    case 'DIRECTIVE_ARGUMENT_TYPE_CHANGED':
    case 'DIRECTIVE_ARGUMENT_DEFAULT_CHANGED':
      return argumentEffect(change, uses, schemas);
    case 'INPUT_FIELD_REMOVED':
      return inputFieldRemoved(coordinate, typeName, uses);
    case 'INPUT_FIELD_ADDED':
      return inputFieldMissing(typeName, member, uses, schemas.after);
    case 'INPUT_FIELD_TYPE_CHANGED':
    case 'INPUT_FIELD_DEFAULT_VALUE_CHANGED':
      return inputFieldEffect(change, typeName, member, uses, schemas);
    case 'INPUT_ONE_OF_ADDED':
      return oneOfEffect(typeName, uses, schemas.after);
    case 'ENUM_VALUE_REMOVED':
      return (
        gravestOf([
          change.severity === 'breaking' ? enumValueEffect(coordinate, typeName, uses) : null,
          change.isHidden ? possible(uses.outputs.get(typeName), insteadOf('the value')) : null,
        ]) ?? lessOf(uses.outputs.get(typeName), 'it may have got the value')
      );
    case 'ENUM_VALUE_ADDED':
      return possible(uses.outputs.get(typeName), 'it may get the value');
    case 'UNION_MEMBER_ADDED':
      return (
        possible(uses.outputs.get(typeName), 'it may get an object of this type') ??
        holdsNow(typeName, member, uses, schemas)
      );
    case 'OBJECT_TYPE_INTERFACE_ADDED':
      return (
        possible(uses.got.get(member), 'it may get an object of this type') ??
        holdsNow(member, typeName, uses, schemas)
      );
    case 'UNION_MEMBER_REMOVED':
      return noLongerComes(typeName, member, uses, { newErrors, schemas, isHidden: change.isHidden });
    case 'OBJECT_TYPE_INTERFACE_REMOVED':
      return noLongerComes(member, typeName, uses, { newErrors, schemas });
    case 'TYPE_REMOVED':
    case 'TYPE_KIND_CHANGED':
      return (
        gravestOf([
          typeEffect(change, typeName, uses, newErrors),
          broken(conditionsThatHeldFor(typeName, null, uses, { newErrors, schemas }), IMPOSSIBLE),
        ]) ??
        (type === 'TYPE_REMOVED'
          ? possible(
              interfacesOf(typeName, schemas.before).flatMap((one) => uses.got.get(one) ?? []),
              change.isHidden ? insteadOf(`a ${typeName}`) : `it gets no ${typeName} there any more`,
            )
          : null)
      );
    case 'ACCESS_LOOSENED':
    case 'ACCESS_TIGHTENED':
      return accessEffect(change, uses, schemas, granted);
  }
  if (type.startsWith('DIRECTIVE_')) {
    const used = uses.directives.get(coordinate.slice(1)) ?? [];
    return type === 'DIRECTIVE_REMOVED'
      ? broken(used, 'it uses the directive')
      : broken(concernedBy(newErrors, used), 'it uses the directive so');
  }
  if (type === 'SPECIFIED_BY_CHANGED') {
    const given = [...(uses.literals.get(typeName) ?? []), ...(nodesOf(uses.variables.get(typeName)) ?? [])];
    return possible([...(uses.outputs.get(typeName) ?? []), ...given], 'it uses the scalar');
  }
  const kind = /^SCHEMA_(QUERY|MUTATION|SUBSCRIPTION)_/.exec(type)?.[1]?.toLowerCase();
  return kind === undefined ? null : broken(uses.kinds.get(kind), `it is a ${kind}`);
}

/** Of what is hidden, and which a subgraph may still send. */
function insteadOf(what: string): string {
  return `it gets an error in place of ${what} that a subgraph sends`;
}

/** A type that no longer comes where a union or an interface is read. */
function noLongerComes(
  abstract: string,
  typeName: string,
  uses: OperationUses,
  { newErrors, schemas, isHidden = false }: Invalidated & { isHidden?: boolean | undefined },
): Effect | null {
  return (
    gravestOf([
      // The type keeps its fields: who never names what it was does not notice where it still comes.
      broken(fragmentsThatChange(uses.document, typeName, schemas), `it has a condition on ${abstract}`),
      broken(conditionsThatHeldFor(typeName, abstract, uses, { newErrors, schemas }), IMPOSSIBLE),
    ]) ??
    possible(
      uses.got.get(abstract),
      isHidden ? insteadOf(`a ${typeName}`) : `it gets no ${typeName} there any more`,
    )
  );
}

/** A condition on a union or an interface that holds for a type now, where its objects came already. */
function holdsNow(abstract: string, typeName: string, uses: OperationUses, schemas: Schemas): Effect | null {
  const fragments = fragmentsThatChange(uses.document, typeName, schemas);
  return possible(fragments, `its condition on ${abstract} holds for the type now`);
}

const IMPOSSIBLE = 'it has a condition on a type that can no longer come';

interface Invalidated {
  newErrors: readonly GraphQLError[];
  schemas: Schemas;
}

/**
 * Conditions that have become impossible and held for objects of a type before, also those on an interface or union in another one.
 *
 * @param abstract the interface or union that lost the type, null for all
 */
function conditionsThatHeldFor(
  typeName: string,
  abstract: string | null,
  uses: OperationUses,
  { newErrors, schemas: { before } }: Invalidated,
): ASTNode[] {
  const wrong = new Set(impossibleConditions(newErrors));
  if (wrong.size === 0) return [];
  return [...uses.conditions].flatMap(([on, conditions]) =>
    conditions
      .filter(({ node, parent }) => {
        if (!wrong.has(node) || (abstract !== null && on !== abstract && parent !== abstract)) return false;
        return isOf(before, on, typeName) && isOf(before, parent, typeName);
      })
      .map(({ node }) => node),
  );
}

/** A type that is gone or of another kind: what is still valid without it is told with the fields that led to it. */
function typeEffect(
  { type, from, to }: Change,
  typeName: string,
  uses: OperationUses,
  newErrors: readonly GraphQLError[],
): Effect | null {
  const variables = nodesOf(uses.variables.get(typeName)) ?? [];
  const using = [uses.named, uses.outputs, uses.inputObjects, uses.literals].flatMap(
    (map): readonly ASTNode[] => map.get(typeName) ?? [],
  );
  const invalid = broken(concernedBy(newErrors, [...using, ...variables]), 'it uses the type');
  if (invalid || type === 'TYPE_REMOVED') return invalid;
  if (variables.length > 0) return possible(variables, `variables may give what is no ${to}`);
  // Of two kinds of many objects, those that come or go are told one by one.
  return isAbstract(from) && isAbstract(to)
    ? null
    : possible(uses.outputs.get(typeName), 'it may get an object of another type');
}

function isAbstract(kind: string | null): boolean {
  return kind === KINDS.interface || kind === KINDS.union;
}
