import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
} from 'graphql';
import { type FederationDirective, federationDirectives } from '../sdl/directive-names.ts';

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

/** A tag set with what the supergraph calls the directives that it goes by. */
interface Marking extends TagSet {
  names: DirectiveNames;
  inaccessible: ConstDirectiveNode;
}

/** Own names of a supergraph's directives, by what it calls them. */
export type DirectiveNames = ReadonlyMap<string, FederationDirective>;

/**
 * A supergraph's document in which all that is not of the tag set is `@inaccessible`, which it must link.
 *
 * @param hidden further types, by name, that are to be inaccessible
 */
export function markInaccessible(
  document: DocumentNode,
  tags: TagSet,
  hidden: ReadonlySet<string>,
): DocumentNode {
  const names = federationDirectives(document);
  const called = [...names].find(([, own]) => own === 'inaccessible')?.[0];
  if (called === undefined) throw new Error('the document links `@inaccessible`');
  const hide: ConstDirectiveNode = {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: called },
  };
  const marking = { ...tags, names, inaccessible: hide };
  return {
    ...document,
    definitions: document.definitions.map((definition) =>
      'name' in definition && definition.name && hidden.has(definition.name.value)
        ? inaccessible(definition as DefinitionNode & Directed, marking) // What has a name among types has directives.
        : markDefinition(definition, marking),
    ),
  };
}

/** An element that directives can stand on. */
export interface Directed {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

function markDefinition(definition: DefinitionNode, tags: Marking): DefinitionNode {
  if ('name' in definition && definition.name && isMachinery(definition.name.value)) return definition;
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      if (isExcluded(definition, tags)) return inaccessible(definition, tags);
      const inherited = isIncluded(definition, tags);
      const fields = definition.fields?.map((field) => markField(field, tags, inherited)) ?? [];
      return withoutContent({ ...definition, fields }, fields, tags);
    }
    case Kind.UNION_TYPE_DEFINITION:
      return isExcluded(definition, tags) || !isIncluded(definition, tags)
        ? inaccessible(definition, tags)
        : definition;
    case Kind.INPUT_OBJECT_TYPE_DEFINITION: {
      if (isExcluded(definition, tags)) return inaccessible(definition, tags);
      const fields = definition.fields?.map((field) => markExcluded(field, tags)) ?? [];
      return withoutContent({ ...definition, fields }, fields, tags);
    }
    case Kind.ENUM_TYPE_DEFINITION: {
      if (isExcluded(definition, tags)) return inaccessible(definition, tags);
      const values = definition.values?.map((value) => markExcluded(value, tags)) ?? [];
      return withoutContent({ ...definition, values }, values, tags);
    }
    case Kind.SCALAR_TYPE_DEFINITION:
      return markExcluded(definition, tags);
    default:
      return definition;
  }
}

function markField(field: FieldDefinitionNode, tags: Marking, inherited: boolean): FieldDefinitionNode {
  if (isExcluded(field, tags) || !(inherited || isIncluded(field, tags))) return inaccessible(field, tags);
  return {
    ...field,
    arguments:
      field.arguments?.map((argument): InputValueDefinitionNode => markExcluded(argument, tags)) ?? [],
  };
}

function markExcluded<Node extends Directed>(node: Node, tags: Marking): Node {
  return isExcluded(node, tags) ? inaccessible(node, tags) : node;
}

/** A type of which nothing is left goes too. */
function withoutContent<Node extends Directed>(
  node: Node,
  content: readonly Directed[],
  tags: Marking,
): Node {
  return content.every((one) => hasInaccessible(one, tags.names)) ? inaccessible(node, tags) : node;
}

function inaccessible<Node extends Directed>(node: Node, tags: Marking): Node {
  if (hasInaccessible(node, tags.names)) return node;
  return { ...node, directives: [...(node.directives ?? []), tags.inaccessible] };
}

/** Whether an element is `@inaccessible` itself. */
export function hasInaccessible({ directives }: Directed, names: DirectiveNames): boolean {
  return directives?.some(({ name }) => names.get(name.value) === 'inaccessible') ?? false;
}

function isExcluded(node: Directed, tags: Marking): boolean {
  return tagsOf(node, tags).some((tag) => tags.exclude.includes(tag));
}

/** Without tags to include everything is in. */
function isIncluded(node: Directed, tags: Marking): boolean {
  return tags.include.length === 0 || tagsOf(node, tags).some((tag) => tags.include.includes(tag));
}

function tagsOf({ directives }: Directed, { names }: Marking): string[] {
  return (directives ?? []).flatMap(({ name, arguments: given }) => {
    if (names.get(name.value) !== 'tag') return [];
    const value = given?.find((argument) => argument.name.value === 'name')?.value;
    return value?.kind === Kind.STRING ? [value.value] : [];
  });
}

/** Types of the supergraph itself, such as `join__Graph`. */
export function isMachinery(name: string): boolean {
  return name.includes('__');
}
