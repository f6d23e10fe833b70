import type { QueryPlanFieldNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { isJsonObject } from '../../../platform/http/bodies/json-object.ts';
import { type JsonObject, mergeInto } from './json.ts';
import { meetsCondition, type Subtypes } from './type-conditions.ts';

/** Takes what identifies an entity to another subgraph from what is known of it; null when something is missing. */
export type Represent = (entity: unknown) => JsonObject | null;

type Take = (source: JsonObject, into: JsonObject) => boolean;

/** Compiles the `requires` of a fetch. */
export function compileRepresentation(
  requires: readonly QueryPlanSelectionNode[],
  subtypes: Subtypes,
): Represent {
  const select = compileSelection(requires, subtypes);
  return (entity) => {
    if (!isJsonObject(entity)) return null;
    const representation = select(entity);
    // Without a type no subgraph can find an entity: a condition on the type did not hold.
    return representation?.__typename ? representation : null;
  };
}

function compileSelection(
  selections: readonly QueryPlanSelectionNode[],
  subtypes: Subtypes,
): (source: JsonObject) => JsonObject | null {
  const [only, another] = selections;
  if (only?.kind === 'InlineFragment' && only.typeCondition !== undefined && another === undefined) {
    // What nearly every fetch asks for: nothing to be merged.
    const select = compileSelection(only.selections, subtypes);
    const meets = meetsCondition(only.typeCondition, subtypes);
    return (source) => (meets(source.__typename) ? (select(source) ?? {}) : {});
  }
  if (areTypeAndId(selections)) return typeAndId;
  const takes = selections.map((selection): Take => {
    if (selection.kind === 'Field') {
      return takeField(selection, subtypes);
    }
    return takeFragment(selection.typeCondition, compileSelection(selection.selections, subtypes), subtypes);
  });
  return (source) => {
    const result: JsonObject = {};
    for (const take of takes) {
      if (!take(source, result)) return null;
    }
    return result;
  };
}

/** What most entities are known by. */
function areTypeAndId(selections: readonly QueryPlanSelectionNode[]): boolean {
  return (
    selections.length === 2 &&
    ['__typename', 'id'].every((name, at) => {
      const selection = selections[at];
      return (
        selection?.kind === 'Field' && selection.name === name && !selection.alias && !selection.selections
      );
    })
  );
}

/** An object of one form for all, which is written faster than one that is put together by names. */
function typeAndId({ __typename, id }: JsonObject): JsonObject | null {
  return isAbsent(__typename) || isAbsent(id) ? null : { __typename, id };
}

/** An alias is where the value is; the subgraph knows it by its name. */
function takeField({ alias, name, selections }: QueryPlanFieldNode, subtypes: Subtypes): Take {
  const key = alias ?? name;
  if (!selections) {
    return (source, into) => {
      const value = source[key];
      if (isAbsent(value)) return false;
      into[name] = value;
      return true;
    };
  }
  const select = compileSelection(selections, subtypes);
  const selectFrom = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(selectFrom);
    return isJsonObject(value) ? select(value) : null;
  };
  return (source, into) => {
    const value = source[key];
    if (isAbsent(value)) return false;
    into[name] = selectFrom(value);
    return true;
  };
}

/** Every object has functions such as `constructor`; what subgraphs give has none. */
function isAbsent(value: unknown): boolean {
  return value === undefined || typeof value === 'function';
}

function takeFragment(
  typeCondition: string | undefined,
  select: (source: JsonObject) => JsonObject | null,
  subtypes: Subtypes,
): Take {
  // The gateway takes nothing from a fragment without a condition.
  if (typeCondition === undefined) return () => true;
  const meets = meetsCondition(typeCondition, subtypes);
  return (source, into) => {
    if (!meets(source.__typename)) return true;
    const selected = select(source);
    if (selected) mergeInto(into, selected);
    return true;
  };
}
