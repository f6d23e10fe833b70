import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { type GraphQLSchema, isObjectType } from 'graphql';
import { isObject, type JsonObject, mergeInto } from './json.ts';
import { fieldName, NotCovered } from './not-covered.ts';

/** Takes what identifies an entity to another subgraph from what is known of it; null when something is missing. */
export type Represent = (entity: unknown) => JsonObject | null;

type Take = (source: JsonObject, into: JsonObject) => boolean;

/** Compiles the `requires` of a fetch. Throws NotCovered for conditions on other types than object types. */
export function compileRepresentation(
  requires: readonly QueryPlanSelectionNode[],
  schema: GraphQLSchema,
): Represent {
  const select = compileSelection(requires, schema);
  return (entity) => {
    if (!isObject(entity)) return null;
    const representation = select(entity);
    // Without a type no subgraph can find an entity: a condition on the type did not hold.
    return representation?.__typename ? representation : null;
  };
}

function compileSelection(
  selections: readonly QueryPlanSelectionNode[],
  schema: GraphQLSchema,
): (source: JsonObject) => JsonObject | null {
  const takes = selections.map((selection): Take => {
    if (selection.kind === 'Field') {
      return takeField(fieldName(selection.alias ?? selection.name), selection.selections, schema);
    }
    return takeFragment(selection.typeCondition, compileSelection(selection.selections, schema), schema);
  });
  return (source) => {
    const result: JsonObject = {};
    for (const take of takes) {
      if (!take(source, result)) return null;
    }
    return result;
  };
}

function takeField(
  name: string,
  selections: readonly QueryPlanSelectionNode[] | undefined,
  schema: GraphQLSchema,
): Take {
  if (!selections) {
    return (source, into) => {
      const value = source[name];
      if (value === undefined) return false;
      into[name] = value;
      return true;
    };
  }
  const select = compileSelection(selections, schema);
  const selectFrom = (value: unknown) => (isObject(value) ? select(value) : null);
  return (source, into) => {
    const value = source[name];
    if (value === undefined) return false;
    into[name] = Array.isArray(value) ? value.map(selectFrom) : selectFrom(value);
    return true;
  };
}

function takeFragment(
  typeCondition: string | undefined,
  select: (source: JsonObject) => JsonObject | null,
  schema: GraphQLSchema,
): Take {
  // The gateway takes nothing from a fragment without a condition.
  if (typeCondition === undefined) return () => true;
  // Which types an abstract type or one that is hidden from clients has, only the supergraph knows.
  if (!isObjectType(schema.getType(typeCondition))) {
    throw new NotCovered(`a representation of ${typeCondition}, which is no object type,`);
  }
  return (source, into) => {
    if (source.__typename !== typeCondition) return true;
    const selected = select(source);
    if (selected) mergeInto(into, selected);
    return true;
  };
}
