import {
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/**
 * The fragments of an operation by which objects of a type got other fields before a change than after it, at places where they
 * come before and after.
 */
export function fragmentsThatChange(
  document: DocumentNode,
  typeName: string,
  schemas: { before: GraphQLSchema; after: GraphQLSchema },
): ASTNode[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions)
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  const found = new Set<ASTNode>();
  const info = new TypeInfo(schemas.before);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field({ selectionSet }) {
        const place = info.getType();
        if (!selectionSet || !place) return;
        const name = String(place).replace(/[[\]!]/g, '');
        if (![schemas.before, schemas.after].every((schema) => isOf(schema, name, typeName))) return;
        const [old, now] = [schemas.before, schemas.after].map((schema) => {
          const collected: Collected = { paths: new Set(), conditions: new Map() };
          collect(selectionSet, schema, collected, '');
          return collected;
        });
        if (!old || !now || isSame(old.paths, now.paths)) return;
        for (const [node, applies] of old.conditions)
          if (applies !== now.conditions.get(node)) found.add(node);
      },
    }),
  );
  return [...found];

  /** Adds what an object of the type gets of a selection, each field with the way to it. */
  function collect(set: SelectionSetNode, schema: GraphQLSchema, into: Collected, way: string): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) addField(selection, into, way);
      else enter(selection, schema, into, way);
    }
  }

  function enter(
    selection: Exclude<SelectionNode, { kind: Kind.FIELD }>,
    schema: GraphQLSchema,
    into: Collected,
    way: string,
  ): void {
    const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
    const fragment = isSpread ? fragments.get(selection.name.value) : selection;
    if (!fragment) return;
    const condition = fragment.typeCondition?.name.value;
    const applies = condition === undefined || isOf(schema, condition, typeName);
    if (into.conditions.get(selection) !== undefined) return;
    into.conditions.set(selection, applies);
    if (applies) collect(fragment.selectionSet, schema, into, way);
  }

  /** What is selected below a field is of another object: it is taken as it is written. */
  function addField(node: SelectionNode, { paths }: Pick<Collected, 'paths'>, way: string, depth = 0): void {
    if (node.kind === Kind.FIELD) {
      const path = `${way}/${(node.alias ?? node.name).value}`;
      paths.add(path);
      for (const below of node.selectionSet?.selections ?? []) addField(below, { paths }, path, depth);
      return;
    }
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
    if (!fragment || depth > fragments.size) return; // A document that is valid has no circle.
    const condition = fragment.typeCondition?.name.value ?? '';
    for (const below of fragment.selectionSet.selections)
      addField(
        below,
        { paths },
        `${way}/on ${condition}`,
        depth + (node.kind === Kind.FRAGMENT_SPREAD ? 1 : 0),
      );
  }
}

interface Collected {
  paths: Set<string>;
  /** Fragments, with whether they apply to the type. */
  conditions: Map<ASTNode, boolean>;
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}

/** Whether objects of a type are of another one: itself, an interface of it, or a union with it. */
export function isOf(schema: GraphQLSchema, name: string, typeName: string): boolean {
  const [type, object] = [schema.getType(name), schema.getType(typeName)];
  if (!type || !isObjectType(object)) return false;
  return name === typeName || (isAbstractType(type) && schema.isSubType(type, object));
}
