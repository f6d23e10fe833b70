import { type GraphQLCompositeType, isNonNullType, type ValueNode } from 'graphql';
import type { JsonObject } from '../fetch/json.ts';
import type { SelectedField } from '../operation/select-fields.ts';
import type { Leaf } from './leaf-values.ts';
import { deniedError } from './shape-errors.ts';
import { report, type ValueShape } from './shape-values.ts';
import type { FieldStep, Shaping } from './shaping.ts';

/** The fields of an object of one type. */
export interface ObjectShape {
  readonly fields: readonly FieldShape[];
  /** The condition that decides on one of them and is null, so that there is an error in place of the object; nearly always null. */
  readonly nullCondition: ValueNode | null;
  /** Whether a name is `__proto__`, which is no property like others. */
  readonly hasProto: boolean;
  /** What the text of such an object has at least. */
  readonly bytes: number;
}

export interface FieldShape extends FieldStep {
  readonly denied: boolean;
  readonly type: SelectedField['type'];
  readonly within: GraphQLCompositeType;
  /** For a leaf: whether the value stands as it is. */
  readonly accepts: Leaf['accepts'] | null;
  readonly shape: ValueShape;
}

/** The object of an answer that stands for one of the subgraphs'; null where a null inside takes it away. */
export function shapeFields(
  shape: ObjectShape,
  object: JsonObject,
  shaping: Shaping,
): JsonObject | null | Promise<JsonObject | null> {
  shaping.spend(shape.fields.length, shape.bytes);
  return shapeFrom(0, shape.hasProto ? Object.create(null) : {}, shape, object, shaping);
}

/** Adds the fields from one on to the answer's object. */
function shapeFrom(
  start: number,
  shaped: JsonObject,
  shape: ObjectShape,
  object: JsonObject,
  shaping: Shaping,
): JsonObject | null | Promise<JsonObject | null> {
  const { path } = shaping;
  const { fields } = shape;
  for (let index = start; index < fields.length; index += 1) {
    // Within the list.
    const field = fields[index] as FieldShape;
    const { name, key, accepts } = field;
    const value = object[key];
    if (accepts !== null && value !== null && value !== undefined && accepts(value, shaping)) {
      shaped[name] = value;
      continue;
    }
    path.push(field);
    const result =
      value === undefined && field.type !== '__typename'
        ? missing(object, field, shaping)
        : field.shape(value, shaping);
    if (result instanceof Promise) return shapeRest(result, index, shaped, shape, object, shaping);
    path.pop();
    if (takesObjectAway(result, shaping)) return null;
    shaped[name] = result;
  }
  return shaped;
}

/**
 * The same from a field on whose value is still being shaped. It stands by itself: with a function in it that keeps `index`,
 * the loop above would make a piece of memory for each field of each object.
 */
function shapeRest(
  result: Promise<unknown>,
  index: number,
  shaped: JsonObject,
  shape: ObjectShape,
  object: JsonObject,
  shaping: Shaping,
): Promise<JsonObject | null> {
  return result.then((late) => {
    shaping.path.pop();
    if (takesObjectAway(late, shaping)) return null;
    // Within the list.
    const { name } = shape.fields[index] as FieldShape;
    shaped[name] = late;
    return shapeFrom(index + 1, shaped, shape, object, shaping);
  });
}

/** Whether an object cannot be shown without the value that was shaped last; what that makes of the object. */
function takesObjectAway(result: unknown, shaping: Shaping): boolean {
  if (result !== null) return false;
  if (shaping.nullness === 'not allowed') {
    shaping.nullness = 'reported';
    shaping.takeBackCopies();
    return true;
  }
  if (shaping.nullness === 'no entity') {
    shaping.nullness = 'given';
    return true;
  }
  return false;
}

/** The null for a field that an object has not got. */
function missing(object: JsonObject, { key, denied, type, within }: FieldShape, shaping: Shaping): null {
  if (denied) {
    shaping.report((path) => deniedError(path, within));
    shaping.nullness = isNonNullType(type) ? 'not allowed' : 'reported';
    return null;
  }
  const reason = shaping.reasonFor(object, key);
  if (reason && !reason.error) {
    // No entity, no values: as if it had given null for each, or for the entity where a value cannot be null.
    shaping.nullness = isNonNullType(type) ? 'no entity' : 'given';
    return null;
  }
  if (reason) shaping.report(reason);
  else report('left out', type, within, shaping);
  shaping.nullness = isNonNullType(type) ? 'not allowed' : 'reported';
  return null;
}
