import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLOutputType,
  GraphQLString,
  getNullableType,
} from 'graphql';

/** Of which values a type's own `serialize` gives the very same value: numbers, which are compared fastest. */
export const PlainLeaf = { None: 0, String: 1, Boolean: 2, Int: 3, Float: 4 } as const;
export type PlainLeaf = (typeof PlainLeaf)[keyof typeof PlainLeaf];

const SPECIFIED = [
  { serialize: GraphQLString.serialize, plain: PlainLeaf.String },
  { serialize: GraphQLID.serialize, plain: PlainLeaf.String },
  { serialize: GraphQLBoolean.serialize, plain: PlainLeaf.Boolean },
  { serialize: GraphQLInt.serialize, plain: PlainLeaf.Int },
  { serialize: GraphQLFloat.serialize, plain: PlainLeaf.Float },
];

/** Which values of a leaf type are their own serialized form. */
export function plainLeaf(type: GraphQLOutputType): PlainLeaf {
  const leaf = getNullableType(type);
  if (!('serialize' in leaf)) return PlainLeaf.None;
  // Resolvers may have replaced that of a specified scalar.
  return SPECIFIED.find(({ serialize }) => serialize === leaf.serialize)?.plain ?? PlainLeaf.None;
}

/** Whether a value is its own serialized form. False says only that `serialize` has to be asked. */
export function staysAsItIs(value: unknown, plain: PlainLeaf): boolean {
  if (typeof value === 'string') return plain === PlainLeaf.String;
  if (typeof value === 'number') {
    return plain === PlainLeaf.Int
      ? (value | 0) === value
      : plain === PlainLeaf.Float && Number.isFinite(value);
  }
  return typeof value === 'boolean' && plain === PlainLeaf.Boolean;
}
