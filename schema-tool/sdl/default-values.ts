import { randomUUID } from 'node:crypto';
import {
  astFromValue,
  type GraphQLInputType,
  type GraphQLScalarType,
  type GraphQLSchema,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  print,
  printSchema,
  type ValueNode,
} from 'graphql';

/**
 * A default as a schema has it written, with the fields of inputs in the order of their types; null where there is none.
 * graphql-js throws for the object or list of a custom scalar, such as `where: JSON = { open: true }`.
 */
export function defaultText(value: unknown, type: GraphQLInputType): string | null {
  const node = value === undefined ? null : nodeOf(value, type);
  return node && print(node);
}

/** A schema as a text, as `printSchema` of graphql-js writes it, with defaults of custom scalars that it throws for. */
export function schemaText(schema: GraphQLSchema): string {
  const mark = `\uE000${randomUUID()}:`;
  const written: string[] = [];
  const own: { scalar: GraphQLScalarType; serialize: GraphQLScalarType['serialize'] }[] = [];
  for (const scalar of Object.values(schema.getTypeMap())) {
    if (!isScalarType(scalar) || isSpecifiedScalarType(scalar)) continue;
    const { serialize } = scalar;
    own.push({ scalar, serialize });
    // In place of what cannot be written stands a text, and in the place of that what was meant.
    scalar.serialize = (value) =>
      isStructured(value) ? `${mark}${written.push(print(untypedNode(value))) - 1}` : serialize(value);
  }
  try {
    const text = printSchema(schema);
    return text.replaceAll(new RegExp(`"${mark}(\\d+)"`, 'g'), (_, place) => written[Number(place)] ?? '');
  } finally {
    for (const { scalar, serialize } of own) scalar.serialize = serialize;
  }
}

function nodeOf(value: unknown, type: GraphQLInputType): ValueNode | null {
  if (isNonNullType(type)) return nodeOf(value, type.ofType);
  if (value === null) return { kind: Kind.NULL };
  if (isListType(type)) {
    if (!Array.isArray(value)) return nodeOf(value, type.ofType);
    return { kind: Kind.LIST, values: value.flatMap((one) => nodeOf(one, type.ofType) ?? []) };
  }
  if (isInputObjectType(type)) {
    const given = isStructured(value) ? new Map(Object.entries(value)) : new Map();
    const fields = Object.values(type.getFields()).flatMap((field) => {
      const node = given.has(field.name) ? nodeOf(given.get(field.name), field.type) : null;
      return node ? [fieldNode(field.name, node)] : [];
    });
    return { kind: Kind.OBJECT, fields };
  }
  return isLeafType(type) && isStructured(value) ? untypedNode(value) : (astFromValue(value, type) ?? null);
}

function untypedNode(value: unknown): ValueNode {
  if (value === null || value === undefined) return { kind: Kind.NULL };
  if (typeof value === 'boolean') return { kind: Kind.BOOLEAN, value };
  if (typeof value === 'number') {
    return { kind: Number.isInteger(value) ? Kind.INT : Kind.FLOAT, value: String(value) };
  }
  if (Array.isArray(value)) return { kind: Kind.LIST, values: value.map(untypedNode) };
  if (!isStructured(value)) return { kind: Kind.STRING, value: String(value) };
  return {
    kind: Kind.OBJECT,
    fields: Object.entries(value).map(([name, one]) => fieldNode(name, untypedNode(one))),
  };
}

function fieldNode(name: string, value: ValueNode) {
  return { kind: Kind.OBJECT_FIELD, name: { kind: Kind.NAME, value: name }, value } as const;
}

function isStructured(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
