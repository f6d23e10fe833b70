import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** Selections that give one entry of an object in the answer. */
export interface MergedField {
  /** At least one; they have the same field and arguments, as validation makes sure. */
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
  /** The type that has the field. */
  readonly parent: GraphQLNamedType;
  /** The type that an object must have to get the entry; null when every object gets it. */
  readonly condition: GraphQLNamedType | null;
}

interface FieldInPlace {
  readonly node: FieldNode;
  readonly parent: GraphQLNamedType;
  readonly condition: GraphQLNamedType | null;
}

/** The fragments of a document by name. */
export function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  return fragments;
}

/**
 * The entries that an answer may have for an object of a type, as CollectFields of the specification merges them:
 * what stands twice is one. Members of a union with a response name of their own each stay apart. Looks at each
 * selection once and not below fields; a fragment that is spread twice is looked at once.
 *
 * @param selectionSets of a valid document
 */
export function mergedFields(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  selectionSets: readonly SelectionSetNode[],
  type: GraphQLNamedType,
): MergedField[] {
  const byName = new Map<string, [FieldInPlace, ...FieldInPlace[]]>();
  const spread = new Set<string>();
  for (const selectionSet of selectionSets) collect(selectionSet, type, null);
  return [...byName.values()].flatMap(merged);

  function collect(
    { selections }: SelectionSetNode,
    parent: GraphQLNamedType,
    condition: GraphQLNamedType | null,
  ): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const field = { node: selection, parent, condition };
        const known = byName.get(name);
        if (known) known.push(field);
        else byName.set(name, [field]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        enter(selection.selectionSet, selection.typeCondition?.name.value, parent, condition);
      } else {
        const fragment = fragments.get(selection.name.value);
        const key = `${selection.name.value} ${condition?.name ?? ''}`;
        if (!fragment || spread.has(key)) continue;
        spread.add(key);
        enter(fragment.selectionSet, fragment.typeCondition.name.value, parent, condition);
      }
    }
  }

  function enter(
    selectionSet: SelectionSetNode,
    typeName: string | undefined,
    parent: GraphQLNamedType,
    condition: GraphQLNamedType | null,
  ): void {
    const entered = (typeName === undefined ? undefined : schema.getType(typeName)) ?? parent;
    // Inside a condition on an object type nothing narrows further, and nothing wider has other fields.
    if (isObjectType(condition) || isObjectType(type)) collect(selectionSet, parent, condition);
    else collect(selectionSet, entered, everyObjectIs(entered) ? condition : entered);
  }

  function everyObjectIs(entered: GraphQLNamedType): boolean {
    if (entered === type) return true;
    if (!isAbstractType(entered) || !isAbstractType(type)) return false;
    return schema.getPossibleTypes(type).every((one) => schema.isSubType(entered, one));
  }
}

/** Apart by object type where each selection has such a condition, else one for all. */
function merged(fields: readonly [FieldInPlace, ...FieldInPlace[]]): MergedField[] {
  const [first] = fields;
  if (fields.every(({ condition }) => condition === first.condition))
    return [together(fields, first.condition)];
  const byType = new Map<GraphQLNamedType, [FieldInPlace, ...FieldInPlace[]]>();
  for (const field of fields) {
    if (!isObjectType(field.condition)) return [together(fields, null)];
    const known = byType.get(field.condition);
    if (known) known.push(field);
    else byType.set(field.condition, [field]);
  }
  return [...byType].map(([type, ofType]) => together(ofType, type));
}

function together(
  [first, ...others]: readonly [FieldInPlace, ...FieldInPlace[]],
  condition: GraphQLNamedType | null,
): MergedField {
  return { nodes: [first.node, ...others.map(({ node }) => node)], parent: first.parent, condition };
}

/** What is selected of the object that a field gives. */
export function selectionSetsOf({ nodes }: MergedField): SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}
