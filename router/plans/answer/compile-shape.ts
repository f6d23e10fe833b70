import {
  type GraphQLCompositeType,
  type GraphQLError,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isIntrospectionType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type ValueNode,
} from 'graphql';
import { isJsonObject } from '../../../platform/http/bodies/json-object.ts';
import { noteLarge } from '../../../platform/http/bodies/response-text.ts';
import type { Deadline } from '../../../platform/process/deadlines/deadline.ts';
import type { FetchResult } from '../fetch/fetch-result.ts';
import type { JsonObject } from '../fetch/json.ts';
import { conditionIsNull } from '../operation/conditions.ts';
import {
  dependsOnType,
  type ObjectSelection,
  type SelectedField,
  type SelectionContext,
  selectFields,
} from '../operation/select-fields.ts';
import { LARGE } from './large-answer.ts';
import { type Leaf, leafOf } from './leaf-values.ts';
import { type FieldShape, type ObjectShape, shapeFields } from './shape-fields.ts';
import { givenNull, leafShape, listShape, nonNullShape, report, type ValueShape } from './shape-values.ts';
import { Shaping, type ShapingOptions } from './shaping.ts';
import type { SourceOf } from './value-sources.ts';

/** Two quotes, a colon, a digit, and what stands between two. */
const BYTES_OF_FIELD = 5;
const BYTES_OF_BRACES = 2;

/**
 * Shapes what the subgraphs have given for a whole operation; null when a null went up to the top. Adds to the errors,
 * which have paths of the answer, what is wrong with it. A promise where there is so much that others get their turn
 * meanwhile; it is rejected when the client has gone.
 */
export type ShapeData = (
  found: FetchResult,
  errors: GraphQLError[],
  deadline: Deadline | null,
) => JsonObject | null | Promise<JsonObject | null>;

/**
 * Compiles what an operation asks for into a function that takes just that from the merged answers of the subgraphs,
 * in the order of the operation. A value that is not what the schema says becomes null, and nulls rise where the schema
 * does not allow them; each null that no subgraph gave has an error.
 */
export function compileShape(
  root: ObjectSelection,
  context: SelectionContext,
  sourceOf: SourceOf,
  options: Pick<ShapingOptions, 'valuesPerTurn' | 'maxBytes'> = {},
): ShapeData {
  const shape = objectShape([root], context);
  return (found, errors, deadline) => {
    const shaping = new Shaping(found.missing, errors, sourceOf, { ...options, deadline });
    const end = (shaped: JsonObject | null) => {
      shaping.end();
      if (shaped !== null && shaping.values >= LARGE) noteLarge(shaped, () => deadline?.isOver ?? false);
      return shaped;
    };
    // Of an object this shape makes an object or null.
    const shaped = shape(found.data, shaping) as JsonObject | null | Promise<JsonObject | null>;
    return shaped instanceof Promise ? shaped.then(end) : end(shaped);
  };
}

function outputShape(
  type: GraphQLOutputType,
  field: SelectedField,
  context: SelectionContext,
): { shape: ValueShape; accepts: Leaf['accepts'] | null } {
  const { within } = field;
  if (isNonNullType(type)) {
    const { shape, accepts } = outputShape(type.ofType, field, context);
    return { accepts, shape: nonNullShape(shape, type.ofType, within) };
  }
  if (isListType(type)) {
    return { accepts: null, shape: listShape(type, outputShape(type.ofType, field, context).shape, within) };
  }
  if (isLeafType(type)) {
    const leaf = leafOf(type);
    return { accepts: leaf.accepts, shape: leafShape(leaf, type, within) };
  }
  if (isIntrospectionType(type)) return { accepts: null, shape: introspectionShape };
  return { accepts: null, shape: compositeShape(type, field, context) };
}

/** What graphql-js says of the schema has the client's own names already. */
function introspectionShape(value: unknown, shaping: Shaping): unknown {
  return value === null ? givenNull(shaping) : value;
}

/** An object below the root, whose `__typename` the subgraph may have given wrongly. */
function compositeShape(
  type: GraphQLCompositeType,
  field: SelectedField,
  context: SelectionContext,
): ValueShape {
  const { within, parts } = field;
  const shape = objectShape(parts, context);
  const isPossible = possibleTypenames(type, context.schema);
  const needsType = isAbstractType(type) && dependsOnType(parts, context);
  return (value, shaping) => {
    if (value === null) return givenNull(shaping);
    if (!isJsonObject(value)) return report('value', type, within, shaping);
    const typename = value.__typename;
    if (typename === undefined ? needsType : !isPossible(typename))
      return report('typename', type, within, shaping);
    return shape(value, shaping);
  };
}

/** Whether an object of a type may say that it is of the type of some name. */
function possibleTypenames(
  type: GraphQLCompositeType,
  schema: GraphQLSchema,
): (typename: unknown) => boolean {
  return (typename) => {
    if (typename === type.name) return true;
    const named = typeof typename === 'string' ? schema.getType(typename) : undefined;
    // A subgraph that has an interface as an object (`@interfaceObject`) gives the interface's name.
    return (
      isAbstractType(type) &&
      isCompositeType(named) &&
      (!isObjectType(named) || schema.isSubType(type, named))
    );
  };
}

function objectShape(parts: readonly ObjectSelection[], context: SelectionContext): ValueShape {
  const shapes = new Map<unknown, ObjectShape>();
  return (value, shaping) => {
    // compositeShape and compileShape give objects only.
    const object = value as JsonObject;
    const typename = object.__typename;
    let shape = shapes.get(typename);
    if (!shape) {
      shape = shapeOfType(parts, typeof typename === 'string' && typename !== '' ? typename : null, context);
      // Each type of the schema once; names that are none come from a subgraph in any number.
      if (typename === undefined || isKnown(context.schema, typename)) shapes.set(typename, shape);
    }
    return shape.nullCondition
      ? conditionNull(shape.nullCondition, shaping)
      : shapeFields(shape, object, shaping);
  };
}

function shapeOfType(
  parts: readonly ObjectSelection[],
  typename: string | null,
  context: SelectionContext,
): ObjectShape {
  const selected = selectFields(parts, typename, context);
  const fields = selected.kind === 'fields' ? fieldShapes(selected.fields, typename, context) : [];
  return {
    fields,
    nullCondition: selected.kind === 'fields' ? null : selected.condition,
    hasProto: fields.some(({ name }) => name === '__proto__'),
    bytes: fields.reduce((bytes, { name }) => bytes + name.length + BYTES_OF_FIELD, BYTES_OF_BRACES),
  };
}

/** The null for an object whose selection hangs on a condition that is null. */
function conditionNull(condition: ValueNode, shaping: Shaping): null {
  shaping.report((path) => conditionIsNull(condition, path));
  shaping.nullness = 'reported';
  return null;
}

function fieldShapes(
  selected: readonly SelectedField[],
  typename: string | null,
  context: SelectionContext,
): readonly FieldShape[] {
  return selected.map((field): FieldShape => {
    const { name, key, denied, type, within } = field;
    if (type !== '__typename')
      return { name, key, denied, type, within, ...outputShape(type, field, context) };
    return {
      name,
      key,
      denied,
      type,
      within,
      accepts: null,
      shape: typenameShape(typename, within, context.schema),
    };
  });
}

/** `__typename`, which the planner leaves out where the type is certain. */
function typenameShape(
  typename: string | null,
  within: GraphQLCompositeType,
  schema: GraphQLSchema,
): ValueShape {
  return (value, shaping) => {
    const given = value ?? typename;
    const type = (typeof given === 'string' ? schema.getType(given) : undefined) ?? within;
    if (isObjectType(type)) return type.name;
    report('left out', '__typename', within, shaping);
    shaping.nullness = 'not allowed';
    return null;
  };
}

function isKnown(schema: GraphQLSchema, typename: unknown): boolean {
  return typeof typename === 'string' && schema.getType(typename) !== undefined;
}
