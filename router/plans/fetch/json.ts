import { isJsonObject } from '../../../platform/http/bodies/json-object.ts';

/** What a subgraph answers, before it is known to be what was asked for. */
export type JsonObject = Record<string, unknown>;

/**
 * Puts the fields of one answer into the object that they belong to. Objects that both have are merged in turn, and
 * so are lists of the same length, element by element, however many are in each other; of anything else the later value stands.
 */
export function mergeInto(target: JsonObject, source: JsonObject): void {
  for (const name of Object.keys(source)) {
    const value = source[name];
    if (value === undefined || name === '__proto__') continue;
    // What every object inherits are functions, which are neither objects nor lists here.
    target[name] = merged(target[name], value);
  }
}

/** What both have, in the first one where that can hold it. */
function merged(present: unknown, value: unknown): unknown {
  if (isJsonObject(present) && isJsonObject(value)) mergeInto(present, value);
  else if (Array.isArray(present) && Array.isArray(value) && present.length === value.length) {
    for (const [index, element] of value.entries()) present[index] = merged(present[index], element);
  } else return value;
  return present;
}
