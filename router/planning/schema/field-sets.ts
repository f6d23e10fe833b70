import { Kind, parse, type SelectionSetNode, visit } from 'graphql';

/**
 * What a set of fields selects, such as the `id owner { name }` of `@key`, `@requires` and `@provides`. Throws for what is none,
 * as the gateway does when it loads a supergraph.
 */
export function selectionsOf(fieldSet: string): SelectionSetNode {
  const [operation] = parse(`{${fieldSet}}`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`"${fieldSet}" is no set of fields`);
  return operation.selectionSet;
}

/** The names of all fields in a set, those inside others too; none without a set. */
export function fieldNamesIn(fieldSet: string | null): string[] {
  const names: string[] = [];
  if (fieldSet === null) return names;
  visit(selectionsOf(fieldSet), {
    Field({ name }) {
      names.push(name.value);
    },
  });
  return names;
}
