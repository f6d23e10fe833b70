import type { ResponsePath } from '@apollo/query-planner';
import { isJsonObject } from '../../../platform/http/bodies/json-object.ts';
import { NotCovered } from '../operation/not-covered.ts';
import type { Subtypes } from './type-conditions.ts';

/** Where entities are in an answer: field names, `@` for each element of a list, and types of which what is there must be. */
export type EntityPath = readonly (string | Condition)[];

type Condition = (type: unknown) => boolean;

const PART = /^(@|[_A-Za-z][_0-9A-Za-z]*)(?:\|\[([_0-9A-Za-z,]+)\])?$/;

/** Throws NotCovered for a path with other parts than names, `@`, and types after these: `review|[UserReview]`. */
export function entityPath(path: ResponsePath, subtypes: Subtypes): EntityPath {
  return path.flatMap((part) => {
    const [, step, types] = PART.exec(String(part)) ?? [];
    if (step === undefined) throw new NotCovered(`the path element "${part}"`);
    if (types === undefined) return [step];
    const objects = new Set(types.split(','));
    // An interface object is called by its interface, and can be any of its objects.
    return [
      step,
      (type: unknown) => typeof type !== 'string' || objects.has(type) || Object.hasOwn(subtypes, type),
    ];
  });
}

/** What stands at a path, each element of lists, without nulls and without what has not the path's shape. */
export function entitiesAt(data: unknown, path: EntityPath): unknown[] {
  const entities: unknown[] = [];
  collect(data, path, 0, entities);
  return entities;
}

function collect(data: unknown, path: EntityPath, start: number, into: unknown[]): void {
  let value = data;
  for (let depth = start; depth < path.length; depth += 1) {
    if (value === null || value === undefined) return;
    const part = path[depth] ?? '';
    if (part === '@') {
      if (!Array.isArray(value)) return;
      for (const element of value) collect(element, path, depth + 1, into);
      return;
    }
    if (!isJsonObject(value)) return;
    if (typeof part === 'string') value = value[part];
    else if (!part(value.__typename)) return;
  }
  if (value === null || value === undefined) return;
  if (!Array.isArray(value)) into.push(value);
  else for (const element of value) if (element !== null && element !== undefined) into.push(element);
}

/** The path of each of `entitiesAt`, in the same order. */
export function pathsAt(data: unknown, path: EntityPath): (string | number)[][] {
  const paths: (string | number)[][] = [];
  walk(data, path, 0, [], paths);
  return paths;
}

function walk(
  value: unknown,
  path: EntityPath,
  depth: number,
  parent: readonly (string | number)[],
  into: (string | number)[][],
): void {
  if (value === null || value === undefined) return;
  const part = path[depth];
  if (part === undefined && !Array.isArray(value)) {
    into.push([...parent]);
  } else if (part === undefined || part === '@') {
    if (!Array.isArray(value)) return;
    for (const [index, element] of value.entries()) {
      if (part === '@') walk(element, path, depth + 1, [...parent, index], into);
      else if (element !== null && element !== undefined) into.push([...parent, index]);
    }
  } else if (isJsonObject(value)) {
    if (typeof part === 'string') walk(value[part], path, depth + 1, [...parent, part], into);
    else if (part(value.__typename)) walk(value, path, depth + 1, parent, into);
  }
}
