import {
  doTypesOverlap,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
} from 'graphql';
import { type ConditionValues, isIncluded } from './conditions.ts';
import { NotCovered } from './not-covered.ts';

/** What stands the same for the whole of an operation. */
export interface SelectionContext {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly conditions: ConditionValues;
  /** The name under which the merged data of the subgraphs holds a field of the operation. */
  readonly keyOf: (field: FieldNode) => string;
  /** Whether the user may not see a field of the operation. */
  readonly isDenied: (field: FieldNode) => boolean;
}

/** Selections of one object. A field that stands twice in an operation has two. */
export interface ObjectSelection {
  readonly selectionSet: SelectionSetNode;
  /** The type that the schema says the object has. */
  readonly type: GraphQLCompositeType;
}

/** A field of an object as the answer has it. */
export interface SelectedField {
  /** In the answer: the client's own. */
  readonly name: string;
  /** In the merged data of the subgraphs; several fields of an answer may have one. */
  readonly key: string;
  /** Whether the user may not see it, so that no subgraph was asked for it. */
  readonly denied: boolean;
  readonly type: GraphQLOutputType | '__typename';
  /** What is selected of its value. */
  readonly parts: readonly ObjectSelection[];
  /** The type to name in an error, which is also what `__typename` says when nobody knows better. */
  readonly within: GraphQLCompositeType;
}

/** What is selected of an object; where a condition is null that decides on it, that condition. */
export type Selected =
  | { readonly kind: 'fields'; readonly fields: readonly SelectedField[] }
  | { readonly kind: 'null condition'; readonly condition: ValueNode };

type Collected = { -readonly [Name in keyof SelectedField]: SelectedField[Name] } & {
  parts: ObjectSelection[];
};

/**
 * The fields of an object of one type, in the order of the operation.
 *
 * @param typename what the subgraph says the object is; null when it does not say
 */
export function selectFields(
  selections: readonly ObjectSelection[],
  typename: string | null,
  context: SelectionContext,
): Selected {
  const { schema, fragments, conditions, keyOf, isDenied } = context;
  const named = typename === null ? undefined : schema.getType(typename);
  const fields = new Map<string, Collected>();
  // As the reference: what is spread again adds nothing, whatever its condition.
  const spread = new Set<string>();
  let nullCondition: ValueNode | null = null;
  for (const { selectionSet, type } of selections) {
    collect(selectionSet, type, isCompositeType(named) ? named : type);
  }
  return nullCondition
    ? { kind: 'null condition', condition: nullCondition }
    : { kind: 'fields', fields: [...fields.values()] };

  function collect(
    selectionSet: SelectionSetNode,
    declared: GraphQLCompositeType,
    within: GraphQLCompositeType,
  ): void {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD && spread.has(selection.name.value)) continue;
      const included = isIncluded(selection.directives, conditions);
      if (included !== true) {
        if (included !== false) nullCondition ??= included;
        continue;
      }
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        // An object may have a narrower type for a field of its interface, and then that alone is planned and checked.
        const type = typeOf(selection.name.value, isObjectType(within) ? within : declared);
        const denied = isDenied(selection);
        const field = fields.get(name) ?? { name, key: keyOf(selection), denied, type, parts: [], within };
        fields.set(name, field);
        if (denied) continue;
        if (field.denied) {
          // It stands there twice, and once the user may see it.
          field.denied = false;
          field.key = keyOf(selection);
        }
        if (type === '__typename' || !selection.selectionSet) continue;
        const inner = getNamedType(type);
        if (isCompositeType(inner)) field.parts.push({ selectionSet: selection.selectionSet, type: inner });
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
      if (selection.kind === Kind.FRAGMENT_SPREAD) spread.add(selection.name.value);
      if (!fragment) throw new NotCovered('a fragment that the operation does not have');
      const condition = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : null;
      if (condition === null) collect(fragment.selectionSet, declared, within);
      else if (isCompositeType(condition) && applies(condition, within)) {
        // What is known of the object is no less than the condition.
        collect(fragment.selectionSet, condition, within);
      }
    }
  }

  function applies(condition: GraphQLCompositeType, within: GraphQLCompositeType): boolean {
    // A name that the schema does not have meets no condition.
    const type = typename === null ? within : named;
    if (type === condition) return true;
    return isAbstractType(condition) && isCompositeType(type) && !isUnionType(type)
      ? schema.isSubType(condition, type)
      : false;
  }
}

/** Whether what is selected of an object depends on which of the possible types it has: whether that was planned by its type. */
export function dependsOnType(
  selections: readonly ObjectSelection[],
  { schema, fragments, conditions }: SelectionContext,
): boolean {
  return selections.some(({ selectionSet, type }) => asksByType(selectionSet, type, false));

  /** @param parent what an object is known to be here, as CanonicalWalk knows it */
  function asksByType(
    selectionSet: SelectionSetNode,
    parent: GraphQLCompositeType,
    isByType: boolean,
  ): boolean {
    return selectionSet.selections.some((selection) => {
      if (isIncluded(selection.directives, conditions) !== true) return false;
      if (selection.kind === Kind.FIELD) return isByType;
      const fragment = placeFragment(selection, { declared: parent, parent }, { schema, fragments });
      return (
        fragment !== null && asksByType(fragment.selectionSet, fragment.parent, fragment.narrows || isByType)
      );
    });
  }
}

/** What is known of an object at some place of an operation. */
export interface KnownObject {
  /** The type that its fields are looked up in. */
  readonly declared: GraphQLCompositeType;
  /** What it is known to be. */
  readonly parent: GraphQLCompositeType;
}

/** A fragment where it stands: what it selects, and what is known of the object inside it. */
export interface PlacedFragment extends KnownObject {
  readonly selectionSet: SelectionSetNode;
  /** Whether the object need not be what it is for. */
  readonly narrows: boolean;
}

/** A fragment on an object; null for one that the object cannot be of, or that the operation does not have. */
export function placeFragment(
  selection: FragmentSpreadNode | InlineFragmentNode,
  { declared, parent }: KnownObject,
  { schema, fragments }: Pick<SelectionContext, 'schema' | 'fragments'>,
): PlacedFragment | null {
  const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
  if (!fragment) return null;
  const { selectionSet, typeCondition } = fragment;
  const named = typeCondition ? schema.getType(typeCondition.name.value) : declared;
  if (!isCompositeType(named) || !doTypesOverlap(schema, named, parent)) return null;
  const narrows = isNarrower(named, parent);
  return { selectionSet, declared: named, parent: narrows ? named : parent, narrows };
}

/** Whether an object of the type `parent` need not be one of `type`. */
function isNarrower(type: GraphQLCompositeType, parent: GraphQLCompositeType): boolean {
  return (
    type !== parent && !('getInterfaces' in parent && parent.getInterfaces().some((one) => one === type))
  );
}

function typeOf(fieldName: string, parent: GraphQLCompositeType): GraphQLOutputType | '__typename' {
  if (fieldName === '__typename') return fieldName;
  if (fieldName === SchemaMetaFieldDef.name) return SchemaMetaFieldDef.type;
  if (fieldName === TypeMetaFieldDef.name) return TypeMetaFieldDef.type;
  const field = isUnionType(parent) ? undefined : parent.getFields()[fieldName];
  if (!field) throw new NotCovered(`the field "${fieldName}" of ${parent}`);
  return field.type;
}

/** The object type at the root. */
export function rootSelection(
  selectionSet: SelectionSetNode,
  type: GraphQLCompositeType | null | undefined,
): ObjectSelection {
  if (!type || !isObjectType(type)) throw new NotCovered('an operation without a root type');
  return { selectionSet, type };
}
