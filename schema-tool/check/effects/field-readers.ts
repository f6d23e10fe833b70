import { type FieldNode, type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';
import type { OperationUses } from './operation-uses.ts';

/** Where a field of a type is read, also by a field of an interface that the type implements. */
export function readers(
  typeName: string,
  field: string,
  uses: OperationUses,
  schema: GraphQLSchema,
): FieldNode[] {
  return [typeName, ...interfacesOf(typeName, schema)].flatMap(
    (name) => uses.fields.get(`${name}.${field}`) ?? [],
  );
}

/** The interfaces that a type implements, by name. */
export function interfacesOf(typeName: string, schema: GraphQLSchema): string[] {
  const type = schema.getType(typeName);
  return isObjectType(type) || isInterfaceType(type) ? type.getInterfaces().map(({ name }) => name) : [];
}
