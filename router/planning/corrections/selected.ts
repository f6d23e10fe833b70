import { type FieldNode, Kind, type SelectionSetNode } from 'graphql';
import type { SubgraphTypes } from '../schema/subgraph-types.ts';
import { responseName } from './plan-paths.ts';

/** Selections that stand at one place, with the type that each is on. */
export type Selected = readonly { readonly selectionSet: SelectionSetNode; readonly type: string }[];

/** What is selected inside a field, by its response name. */
export function inside(subgraphs: SubgraphTypes, selected: Selected, name: string): Selected {
  return selected.flatMap(({ selectionSet, type }) =>
    selectionSet.selections.flatMap((selection): Selected => {
      if (selection.kind === Kind.FRAGMENT_SPREAD || !selection.selectionSet) return [];
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value ?? type;
        return inside(subgraphs, [{ selectionSet: selection.selectionSet, type: condition }], name);
      }
      if (responseName(selection) !== name) return [];
      return [
        { selectionSet: selection.selectionSet, type: subgraphs.typeOf(type, selection.name.value) ?? '' },
      ];
    }),
  );
}

/** What is selected at a place inside, by the response names that lead to it. */
export function insideAll(subgraphs: SubgraphTypes, selected: Selected, names: readonly string[]): Selected {
  return names.reduce((within, name) => inside(subgraphs, within, name), selected);
}

/** The fields that an object of this type gets. */
export function fieldsFor(subgraphs: SubgraphTypes, object: string, selected: Selected): FieldNode[] {
  return selected.flatMap(({ selectionSet, type }) =>
    selectionSet.selections.flatMap((selection): FieldNode[] => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
      if (selection.kind === Kind.FIELD) return [selection];
      const condition = selection.typeCondition?.name.value ?? type;
      if (selection.typeCondition && !subgraphs.objectsOf(condition).has(object)) return [];
      return fieldsFor(subgraphs, object, [{ selectionSet: selection.selectionSet, type: condition }]);
    }),
  );
}
