import { isJsonObject } from '../../../platform/http/bodies/json-object.ts';

/** What a subgraph answers, before it is known to be what was asked for. */
export type JsonObject = Record<string, unknown>;

/**
 * Puts the fields of one answer into the object that they belong to. Objects that both have are merged in turn, and
 * so are lists of the same length, element by element; of anything else the later value stands.
 */
export function mergeInto(target: JsonObject, source: JsonObject): void {
  for (const name of Object.keys(source)) {
    const value = source[name];
    if (value === undefined || name === '__proto__') continue;
    // What every object inherits are functions, which are neither objects nor lists here.
    const present = target[name];
    if (isJsonObject(present) && isJsonObject(value)) {
      mergeInto(present, value);
    } else if (Array.isArray(present) && Array.isArray(value) && present.length === value.length) {
      mergeLists(present, value);
    } else {
      target[name] = value;
    }
  }
}

function mergeLists(target: unknown[], source: readonly unknown[]): void {
  for (const [index, value] of source.entries()) {
    const present = target[index];
    if (isJsonObject(present) && isJsonObject(value)) mergeInto(present, value);
    else target[index] = value;
  }
}
