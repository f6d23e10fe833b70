import type { Schema } from '@apollo/federation-internals';
import type { ConstDirectiveNode, DocumentNode } from 'graphql';
import { argumentOf, hasFields } from './supergraph-document.ts';

/** The names that `@tag` gives each field of a supergraph, at the field or at its type, by coordinate; of those that have any. */
export function fieldTags(document: DocumentNode, schema: Schema): Record<string, readonly string[]> {
  const tag = schema.coreFeatures
    ?.getByIdentity('https://specs.apollo.dev/tag')
    ?.directiveNameInSchema('tag');
  if (tag === undefined) return {};
  const namesAt = (directives: readonly ConstDirectiveNode[] = []) =>
    directives.flatMap((directive) => argumentOf(directive, tag, 'name') ?? []);
  const found: Record<string, readonly string[]> = {};
  for (const type of document.definitions) {
    if (!hasFields(type)) continue;
    const ofType = namesAt(type.directives);
    for (const { name, directives } of type.fields ?? []) {
      const names = new Set([...ofType, ...namesAt(directives)]);
      if (names.size > 0) found[`${type.name.value}.${name.value}`] = [...names];
    }
  }
  return found;
}
