import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { SubgraphTypes } from '../schema/subgraph-types.ts';
import { argumentOf, hasFields, joinFields, rootTypes } from '../schema/supergraph-document.ts';

/** Rewrites an operation without spreads of fragments. `hasType` says which types it may name. */
export type AskByType = (operation: DocumentNode, hasType: (type: string) => boolean) => DocumentNode;

/**
 * Makes the correction that selects fields of an interface in each of its objects where one of these has them with
 * `@override(label:)`.
 *
 * The planner looks at labels where a field is asked of an object. Of an interface it asks the subgraph that it is in, as soon
 * as all objects there have the field: the new one before a label holds, and the old one after.
 */
export function labelledOverrides(document: DocumentNode, subgraphs: SubgraphTypes): AskByType {
  const roots = rootTypes(document);
  const apart = fieldsByType(document);
  if (apart.size === 0) return (operation) => operation;
  return (operation, hasType) => ({
    ...operation,
    definitions: operation.definitions.map((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? inOperation(definition, hasType) : definition,
    ),
  });

  function inOperation(
    operation: OperationDefinitionNode,
    hasType: (type: string) => boolean,
  ): OperationDefinitionNode {
    return {
      ...operation,
      selectionSet: inSet(operation.selectionSet, roots.get(operation.operation) ?? ''),
    };

    function inSet(selectionSet: SelectionSetNode, type: string): SelectionSetNode {
      return {
        ...selectionSet,
        selections: selectionSet.selections.flatMap((selection): SelectionNode[] => {
          if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
          if (selection.kind === Kind.FIELD) return inField(selection, type);
          const condition = selection.typeCondition?.name.value ?? type;
          return [{ ...selection, selectionSet: inSet(selection.selectionSet, condition) }];
        }),
      };
    }

    function inField(field: FieldNode, type: string): SelectionNode[] {
      const given = subgraphs.typeOf(type, field.name.value) ?? '';
      const inner = field.selectionSet && inSet(field.selectionSet, given);
      const whole = inner ? { ...field, selectionSet: inner } : field;
      const objects = apart.get(`${type}.${field.name.value}`);
      if (!objects) return [whole];
      return objects.filter(hasType).map((object) => {
        const own = subgraphs.typeOf(object, field.name.value);
        // What is selected of a type may be more than one that implements it can be.
        const selected = inner && own !== given ? setOf([fragmentOn(given, inner)]) : inner;
        return fragmentOn(object, setOf([selected ? { ...field, selectionSet: selected } : field]));
      });
    }
  }
}

/** The objects of an interface, by its fields (`Store.name`) that one of them has with a label. */
function fieldsByType(document: DocumentNode): ReadonlyMap<string, readonly string[]> {
  const objects = new Map<string, string[]>();
  const labelled = new Set<string>();
  for (const type of document.definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION || !hasFields(type)) continue;
    const fields = (type.fields ?? []).filter((field) =>
      joinFields(field).some((one) => argumentOf(one, 'join__field', 'overrideLabel') !== null),
    );
    for (const { name } of type.interfaces ?? []) {
      objects.set(name.value, [...(objects.get(name.value) ?? []), type.name.value]);
      for (const field of fields) labelled.add(`${name.value}.${field.name.value}`);
    }
  }
  return new Map([...labelled].map((field) => [field, objects.get(field.split('.')[0] ?? '') ?? []]));
}

function setOf(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}

function fragmentOn(type: string, selectionSet: SelectionSetNode): SelectionNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    selectionSet,
  };
}
