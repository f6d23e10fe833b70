import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
} from 'graphql';

/**
 * Which elements of a schema a contract has. The rules are those of GraphOS contracts
 * (https://www.apollographql.com/docs/graphos/platform/schema-management/delivery/contracts): with `include`, fields of
 * objects and interfaces, and unions, are in only with one of these tags; what has a tag of `exclude` is out in any
 * case; the tags of an object, interface or input are those of its fields too.
 */
export interface TagSet {
  include: readonly string[];
  exclude: readonly string[];
}

const INACCESSIBLE: ConstDirectiveNode = {
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'inaccessible' },
};

/**
 * A supergraph's document in which all that is not of the tag set is `@inaccessible`.
 *
 * @param hidden further types, by name, that are to be inaccessible
 */
export function markInaccessible(
  document: DocumentNode,
  tags: TagSet,
  hidden: ReadonlySet<string>,
): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.map((definition) =>
      'name' in definition && definition.name && hidden.has(definition.name.value)
        ? inaccessible(definition as DefinitionNode & Directed) // What has a name among types has directives.
        : markDefinition(definition, tags),
    ),
  };
}

/** An element that directives can stand on. */
export interface Directed {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

function markDefinition(definition: DefinitionNode, tags: TagSet): DefinitionNode {
  if ('name' in definition && definition.name && isMachinery(definition.name.value)) return definition;
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      if (isExcluded(definition, tags)) return inaccessible(definition);
      const inherited = isIncluded(definition, tags);
      const fields = definition.fields?.map((field) => markField(field, tags, inherited)) ?? [];
      return withoutContent({ ...definition, fields }, fields);
    }
    case Kind.UNION_TYPE_DEFINITION:
      return isExcluded(definition, tags) || !isIncluded(definition, tags)
        ? inaccessible(definition)
        : definition;
    case Kind.INPUT_OBJECT_TYPE_DEFINITION: {
      if (isExcluded(definition, tags)) return inaccessible(definition);
      const fields = definition.fields?.map((field) => markExcluded(field, tags)) ?? [];
      return withoutContent({ ...definition, fields }, fields);
    }
    case Kind.ENUM_TYPE_DEFINITION: {
      if (isExcluded(definition, tags)) return inaccessible(definition);
      const values = definition.values?.map((value) => markExcluded(value, tags)) ?? [];
      return withoutContent({ ...definition, values }, values);
    }
    case Kind.SCALAR_TYPE_DEFINITION:
      return markExcluded(definition, tags);
    default:
      return definition;
  }
}

function markField(field: FieldDefinitionNode, tags: TagSet, inherited: boolean): FieldDefinitionNode {
  if (isExcluded(field, tags) || !(inherited || isIncluded(field, tags))) return inaccessible(field);
  return {
    ...field,
    arguments:
      field.arguments?.map((argument): InputValueDefinitionNode => markExcluded(argument, tags)) ?? [],
  };
}

function markExcluded<Node extends Directed>(node: Node, tags: TagSet): Node {
  return isExcluded(node, tags) ? inaccessible(node) : node;
}

/** A type of which nothing is left goes too. */
function withoutContent<Node extends Directed>(node: Node, content: readonly Directed[]): Node {
  return content.every(hasInaccessible) ? inaccessible(node) : node;
}

function inaccessible<Node extends Directed>(node: Node): Node {
  if (hasInaccessible(node)) return node;
  return { ...node, directives: [...(node.directives ?? []), INACCESSIBLE] };
}

/** Whether an element is `@inaccessible` itself. */
export function hasInaccessible({ directives }: Directed): boolean {
  return directives?.some(({ name }) => name.value === 'inaccessible') ?? false;
}

function isExcluded(node: Directed, { exclude }: TagSet): boolean {
  return tagsOf(node).some((tag) => exclude.includes(tag));
}

/** Without tags to include everything is in. */
function isIncluded(node: Directed, { include }: TagSet): boolean {
  return include.length === 0 || tagsOf(node).some((tag) => include.includes(tag));
}

function tagsOf({ directives }: Directed): string[] {
  return (directives ?? []).flatMap(({ name, arguments: given }) => {
    if (name.value !== 'tag') return [];
    const value = given?.find((argument) => argument.name.value === 'name')?.value;
    return value?.kind === Kind.STRING ? [value.value] : [];
  });
}

/** Types of the supergraph itself, such as `join__Graph`. */
export function isMachinery(name: string): boolean {
  return name.includes('__');
}
