import { Kind, type SelectionSetNode } from 'graphql';
import { selectionsOf } from '../schema/field-sets.ts';
import { argumentOf, namedType } from '../schema/supergraph-document.ts';
import type { CallsWithArguments } from './calls-with-arguments.ts';

/** The fields that keys, requirements and provisions name, in the subgraph that each stands in: `GRAPH.Type.field`. */
export function usedFields({ rewritten, types, calls }: CallsWithArguments): ReadonlySet<string> {
  const used = new Set<string>();
  for (const [name, type] of rewritten) {
    for (const directive of type.directives ?? []) {
      const graph = argumentOf(directive, 'join__type', 'graph');
      note(argumentOf(directive, 'join__type', 'key'), name, graph);
    }
    for (const field of type.fields ?? []) {
      for (const directive of field.directives ?? []) {
        const graph = argumentOf(directive, 'join__field', 'graph');
        note(argumentOf(directive, 'join__field', 'requires'), name, graph);
        note(argumentOf(directive, 'join__field', 'provides'), namedType(field.type).name.value, graph);
      }
    }
  }
  return used;

  function note(fieldSet: string | null, type: string, graph: string | null): void {
    if (fieldSet !== null) walk(selectionsOf(fieldSet), type, graph);
  }

  function walk({ selections }: SelectionSetNode, parent: string, graph: string | null): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        walk(selection.selectionSet, selection.typeCondition?.name.value ?? parent, graph);
        continue;
      }
      const name = selection.name.value;
      used.add(`${graph}.${parent}.${name}`);
      const real = calls.get(name)?.name ?? name;
      const definition = types.get(parent)?.fields?.find((one) => one.name.value === real);
      if (selection.selectionSet && definition)
        walk(selection.selectionSet, namedType(definition.type).name.value, graph);
    }
  }
}
