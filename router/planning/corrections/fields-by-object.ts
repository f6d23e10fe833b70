import {
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { type SubgraphTypes, TYPENAME } from '../schema/subgraph-types.ts';
import { argumentOf, hasFields, joinFields, namedType, rootTypes } from '../schema/supergraph-document.ts';

/** Each field of an interface in another one has what is in it as often as there are objects. */
const MAX_SELECTIONS = 50_000;

/** Rewrites an operation without spreads of fragments. `hasType` says which types it may name. */
export type AskByType = (operation: DocumentNode, hasType: (type: string) => boolean) => DocumentNode;

/**
 * Makes the correction that selects some fields of an interface in each of its objects.
 *
 * Where one of these has the field with `@override(label:)`: the planner looks at labels where a field is asked of an object. Of an
 * interface it asks the subgraph that it is in, as soon as all objects there have the field: the new one before a label holds, and
 * the old one after. And where one has the field of a narrower interface: the planner then stumbles over fields of the wider one.
 */
export function fieldsByObject(document: DocumentNode, subgraphs: SubgraphTypes): AskByType {
  const roots = rootTypes(document);
  const apart = fieldsAskedByObject(document, subgraphs);
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
    const selectionSet = inSet(operation.selectionSet, roots.get(operation.operation) ?? '');
    if (countSelections(selectionSet) > MAX_SELECTIONS)
      throw new Error(
        `the operation has more than ${MAX_SELECTIONS} selections once fields are asked of each object`,
      );
    return { ...operation, selectionSet };

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

    /** What a selection comes to for a type that implements the one that it is on. */
    function possible(selectionSet: SelectionSetNode, type: string): SelectionSetNode {
      const objects = subgraphs.objectsOf(type);
      const selections = selectionSet.selections.filter(
        (selection) =>
          selection.kind !== Kind.INLINE_FRAGMENT ||
          !selection.typeCondition ||
          [...subgraphs.objectsOf(selection.typeCondition.name.value)].some((one) => objects.has(one)),
      );
      return setOf(selections.length > 0 ? selections : [TYPENAME]);
    }

    function inField(field: FieldNode, type: string): SelectionNode[] {
      const given = subgraphs.typeOf(type, field.name.value) ?? '';
      const inner = field.selectionSet && inSet(field.selectionSet, given);
      const whole = inner ? { ...field, selectionSet: inner } : field;
      const objects = apart.get(`${type}.${field.name.value}`);
      if (!objects) return [whole];
      return objects.filter(hasType).map((object) => {
        const own = subgraphs.typeOf(object, field.name.value);
        const selected = inner && own !== null && own !== given ? possible(inner, own) : inner;
        return fragmentOn(object, setOf([selected ? { ...field, selectionSet: selected } : field]));
      });
    }
  }
}

/** The objects of an interface, by those of its fields (`Store.name`) that are asked of each of these. */
function fieldsAskedByObject(
  document: DocumentNode,
  subgraphs: SubgraphTypes,
): ReadonlyMap<string, readonly string[]> {
  const objects = new Map<string, string[]>();
  const asked = new Set<string>();
  const interfaces = new Set(
    document.definitions.flatMap((type) =>
      type.kind === Kind.INTERFACE_TYPE_DEFINITION ? [type.name.value] : [],
    ),
  );
  for (const type of document.definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION || !hasFields(type)) continue;
    const fields = type.fields ?? [];
    for (const { name } of type.interfaces ?? []) {
      objects.set(name.value, [...(objects.get(name.value) ?? []), type.name.value]);
      for (const field of fields) {
        const own = namedType(field.type).name.value;
        const isNarrower = interfaces.has(own) && own !== subgraphs.typeOf(name.value, field.name.value);
        if (isNarrower || hasLabel(field)) asked.add(`${name.value}.${field.name.value}`);
      }
    }
  }
  return new Map([...asked].map((field) => [field, objects.get(field.split('.')[0] ?? '') ?? []]));
}

function hasLabel(field: FieldDefinitionNode): boolean {
  return joinFields(field).some((one) => argumentOf(one, 'join__field', 'overrideLabel') !== null);
}

/** Looks once at each set, also where it stands in many places. */
function countSelections(selectionSet: SelectionSetNode): number {
  const known = new Map<SelectionSetNode, number>();
  return count(selectionSet);

  function count(set: SelectionSetNode): number {
    let all = known.get(set);
    if (all !== undefined) return all;
    all = set.selections.length;
    for (const selection of set.selections)
      if (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet)
        all += count(selection.selectionSet);
    known.set(set, all);
    return all;
  }
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
