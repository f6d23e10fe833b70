import {
  type DocumentNode,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { SelectedFields } from '../../database/statements/reading-request.ts';

/**
 * What a document selects: all its operations and fragments taken together, whatever is left out by a directive, and a
 * field of an interface for every type that has it. Never too little, and once for a document, however often it runs.
 */
export function selectedFields(schema: GraphQLSchema, document: DocumentNode): SelectedFields {
  const selected = new Map<string, Set<string>>();
  const add = (type: string, field: string) => {
    const fields = selected.get(type);
    if (fields) fields.add(field);
    else selected.set(type, new Set([field]));
  };
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        const parent = types.getParentType();
        if (isObjectType(parent)) add(parent.name, name.value);
        else if (isAbstractType(parent))
          for (const type of schema.getPossibleTypes(parent)) add(type.name, name.value);
      },
    }),
  );
  return selected;
}
