import {
  type GraphQLCompositeType,
  type GraphQLError,
  type GraphQLOutputType,
  type GraphQLSchema,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { isObject, type JsonObject } from './json.ts';
import { type Accepts, acceptsLeaf } from './leaf-values.ts';
import {
  type ObjectSelection,
  type SelectedField,
  type SelectionContext,
  selectFields,
} from './select-fields.ts';
import { invalidValue, nullNotAllowed, unknownTypename } from './shape-errors.ts';

/** The shaping of one answer. */
export interface Shaping {
  readonly errors: GraphQLError[];
  /** Where in the answer the value being shaped is. */
  readonly path: (string | number)[];
  /** Why the last shape gave null. */
  nullness: Nullness;
}

/** A null from the subgraph, one for which an error has been noted, or one that its parent may not have. */
type Nullness = 'given' | 'reported' | 'not allowed';

/** Gives the value as the client asked for it, or null; `shaping.nullness` says why. */
type Shape = (value: unknown, shaping: Shaping) => unknown;

interface FieldShape {
  /** In the answer. */
  readonly name: string;
  /** In the data. */
  readonly key: string;
  /** For a leaf: whether the value stands as it is. */
  readonly accepts: Accepts | null;
  readonly shape: Shape;
}

/** The fields of an object of one type. */
interface TypeShape {
  readonly fields: readonly FieldShape[];
}

/** Shapes what the subgraphs have given for a whole operation; null when a null went up to the top. */
export type ShapeData = (data: JsonObject, errors: GraphQLError[]) => JsonObject | null;

/**
 * Compiles what an operation asks for into a function that takes just that from the merged answers of the subgraphs,
 * in the order of the operation, and lets nulls rise where the schema does not allow them.
 */
export function compileShape(root: ObjectSelection, context: SelectionContext): ShapeData {
  const shape = objectShape([root], context);
  return (data, errors) =>
    // Of an object this shape makes an object or null.
    shape(data, { errors, path: [], nullness: 'given' }) as JsonObject | null;
}

function outputShape(
  type: GraphQLOutputType,
  field: SelectedField,
  context: SelectionContext,
): { shape: Shape; accepts: Accepts | null } {
  const { within } = field;
  if (isNonNullType(type)) {
    const { shape, accepts } = outputShape(type.ofType, field, context);
    return { accepts, shape: nonNullShape(shape, type.ofType, within) };
  }
  if (isListType(type)) {
    return { accepts: null, shape: listShape(type, outputShape(type.ofType, field, context).shape) };
  }
  if (isLeafType(type)) {
    const accepts = acceptsLeaf(type);
    return { accepts, shape: leafShape(accepts, type, within) };
  }
  return { accepts: null, shape: compositeShape(type, field, context) };
}

function nonNullShape(inner: Shape, type: GraphQLOutputType, within: GraphQLCompositeType): Shape {
  return (value, shaping) => {
    const shaped = inner(value, shaping);
    if (shaped !== null) return shaped;
    if (shaping.nullness === 'given') shaping.errors.push(nullNotAllowed(shaping.path, type, within));
    shaping.nullness = 'not allowed';
    return null;
  };
}

function leafShape(accepts: Accepts, type: GraphQLOutputType, within: GraphQLCompositeType): Shape {
  return (value, shaping) => {
    if (value === null || value === undefined) return givenNull(shaping);
    if (accepts(value)) return value;
    shaping.errors.push(invalidValue(shaping.path, type, within));
    shaping.nullness = 'reported';
    return null;
  };
}

function listShape(type: GraphQLOutputType, element: Shape): Shape {
  return (value, shaping) => {
    if (value === null || value === undefined) return givenNull(shaping);
    if (!Array.isArray(value)) {
      throw new Error(`Invalid non-list value ${value} returned by subgraph for list type ${type}`);
    }
    const { path } = shaping;
    const list = new Array<unknown>(value.length);
    let nullify = false;
    for (let index = 0; index < value.length; index += 1) {
      path.push(index);
      const shaped = element(value[index], shaping);
      path.pop();
      if (shaped === null && shaping.nullness === 'not allowed') nullify = true;
      list[index] = shaped;
    }
    if (!nullify) return list;
    shaping.nullness = 'reported';
    return null;
  };
}

/** An object below the root, whose `__typename` the subgraph may have given wrongly. */
function compositeShape(type: GraphQLCompositeType, field: SelectedField, context: SelectionContext): Shape {
  const { schema } = context;
  const shape = objectShape(field.parts, context);
  return (value, shaping) => {
    if (value === null || value === undefined) return givenNull(shaping);
    if (typeof value !== 'object') {
      throw new Error(`Invalid non-object value ${value} returned by subgraph for composite type ${type}`);
    }
    const object = isObject(value) ? value : {};
    const typename = object.__typename;
    if (typename !== undefined && typeof typename !== 'string') {
      throw new Error(`Invalid non-string value ${typename} for __typename at ${shaping.path}`);
    }
    if (typename && typename !== type.name && !isCompositeType(schema.getType(typename))) {
      shaping.errors.push(unknownTypename(shaping.path, type, field.within));
      shaping.nullness = 'reported';
      return null;
    }
    return shape(object, shaping);
  };
}

function objectShape(parts: readonly ObjectSelection[], context: SelectionContext): Shape {
  const shapes = new Map<unknown, TypeShape>();
  return (value, shaping) => {
    // compositeShape and compileShape give objects only.
    const object = value as JsonObject;
    const typename = object.__typename;
    let shape = shapes.get(typename);
    if (!shape) {
      shape = typeShape(parts, typeof typename === 'string' && typename !== '' ? typename : null, context);
      // Each type of the schema once; names that are none come from a subgraph in any number.
      if (typename === undefined || isKnown(context.schema, typename)) shapes.set(typename, shape);
    }
    return shapeFields(shape.fields, object, shaping);
  };
}

function shapeFields(fields: readonly FieldShape[], object: JsonObject, shaping: Shaping): JsonObject | null {
  const { path } = shaping;
  const shaped: JsonObject = {};
  for (const { name, key, accepts, shape } of fields) {
    const value = object[key];
    if (accepts !== null && value !== null && value !== undefined && accepts(value)) {
      shaped[name] = value;
      continue;
    }
    path.push(name);
    const result = shape(value, shaping);
    path.pop();
    if (result === null && shaping.nullness === 'not allowed') {
      shaping.nullness = 'reported';
      return null;
    }
    shaped[name] = result;
  }
  return shaped;
}

function typeShape(
  parts: readonly ObjectSelection[],
  typename: string | null,
  context: SelectionContext,
): TypeShape {
  const fields = selectFields(parts, typename, context).map((field): FieldShape => {
    if (field.type === '__typename') {
      return {
        name: field.name,
        key: field.key,
        accepts: null,
        shape: typenameShape(typename, field.within, context.schema),
      };
    }
    return { name: field.name, key: field.key, ...outputShape(field.type, field, context) };
  });
  return { fields };
}

/** `__typename`, which the planner leaves out where the type is certain. */
function typenameShape(typename: string | null, within: GraphQLCompositeType, schema: GraphQLSchema): Shape {
  return (value, shaping) => {
    const given = value ?? typename;
    const type = (typeof given === 'string' ? schema.getType(given) : undefined) ?? within;
    if (isObjectType(type)) return type.name;
    shaping.nullness = 'not allowed';
    return null;
  };
}

function isKnown(schema: GraphQLSchema, typename: unknown): boolean {
  return typeof typename === 'string' && schema.getType(typename) !== undefined;
}

function givenNull(shaping: Shaping): null {
  shaping.nullness = 'given';
  return null;
}
