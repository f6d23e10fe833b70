import type { FetchDataRewrite } from '@apollo/query-planner';
import { isJsonObject } from '../../../platform/http/bodies/json-object.ts';
import type { JsonObject } from './json.ts';
import { meetsCondition, type Subtypes } from './type-conditions.ts';

/**
 * Changes an object in place: what is sent to a subgraph that knows an interface as an object, or what has come back
 * under a name that kept two fields of a fetch apart.
 */
export type Rewrite = (value: JsonObject) => void;

const CONDITION = '... on ';

/** Compiles the rewrites of a fetch. */
export function compileRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  subtypes: Subtypes,
): Rewrite | null {
  if (!rewrites || rewrites.length === 0) return null;
  const all = rewrites.map((rewrite) => compileRewrite(rewrite, subtypes));
  return (value) => {
    for (const rewrite of all) rewrite(value);
  };
}

function compileRewrite(rewrite: FetchDataRewrite, subtypes: Subtypes): (value: unknown) => void {
  const name = rewrite.path.at(-1) ?? '';
  const change = (object: JsonObject): void => {
    if (rewrite.kind === 'ValueSetter') {
      object[name] = rewrite.setValueTo;
      return;
    }
    if (!Object.hasOwn(object, name) || object[name] === undefined) return;
    object[rewrite.renameKeyTo] = object[name];
    object[name] = undefined;
  };
  return rewrite.path.slice(0, -1).reduceRight<(value: unknown) => void>((next, step) => {
    if (!step.startsWith(CONDITION)) {
      return eachObject((object) => next(Object.hasOwn(object, step) ? object[step] : undefined));
    }
    const meets = meetsCondition(step.slice(CONDITION.length), subtypes);
    // An object that does not say what it is comes from a fetch of one type.
    return eachObject((object) => {
      if (object.__typename === undefined || object.__typename === null || meets(object.__typename))
        next(object);
    });
  }, eachObject(change));
}

function eachObject(visit: (object: JsonObject) => void): (value: unknown) => void {
  return function each(value) {
    if (Array.isArray(value)) for (const element of value) each(element);
    else if (isJsonObject(value)) visit(value);
  };
}
