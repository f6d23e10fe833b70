import type { Schema } from '@apollo/federation-internals';
import { type ConstDirectiveNode, type DocumentNode, Kind } from 'graphql';
import { argumentOf, hasFields } from './supergraph-document.ts';

/**
 * The names that `@tag` gives each field of a supergraph, at the field or at its type, each argument, `Type.field(argument:)`, and each
 * field of an input, by coordinate; of those that have any.
 */
export function fieldTags(document: DocumentNode, schema: Schema): Record<string, readonly string[]> {
  const tag = schema.coreFeatures
    ?.getByIdentity('https://specs.apollo.dev/tag')
    ?.directiveNameInSchema('tag');
  if (tag === undefined) return {};
  const namesAt = (directives: readonly ConstDirectiveNode[] = []) =>
    directives.flatMap((directive) => argumentOf(directive, tag, 'name') ?? []);
  const found: Record<string, readonly string[]> = {};
  for (const type of document.definitions) {
    if (type.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION && !hasFields(type)) continue;
    const ofType = namesAt(type.directives);
    for (const field of type.fields ?? []) {
      const coordinate = `${type.name.value}.${field.name.value}`;
      note(coordinate, [...ofType, ...namesAt(field.directives)]);
      if (field.kind === Kind.INPUT_VALUE_DEFINITION) continue;
      for (const argument of field.arguments ?? [])
        note(`${coordinate}(${argument.name.value}:)`, namesAt(argument.directives));
    }
  }
  return found;

  function note(coordinate: string, names: readonly string[]): void {
    if (names.length > 0) found[coordinate] = [...new Set(names)];
  }
}
