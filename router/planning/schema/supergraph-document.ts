import {
  type ASTNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
  type NamedTypeNode,
  type ObjectTypeDefinitionNode,
  parse,
  type TypeNode,
  visit,
} from 'graphql';
import { fieldNamesIn } from './field-sets.ts';

/** A supergraph as its text says it, with the directives of https://specs.apollo.dev/join/ that concern planning. */
export interface SupergraphDocument {
  readonly document: DocumentNode;
  /** See SupergraphFacts. */
  readonly plannersFields: readonly string[];
  readonly separator: string;
  readonly overrideLabels: readonly string[];
}

export type FieldsType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

const PERCENT = /^percent\((\d{1,2}(\.\d{1,8})?|100(\.0{1,8})?)\)$/;

/** Reads a supergraph's text. Throws for what is no GraphQL, extensions of types, and labels of `@override` that nobody here decides. */
export function readSupergraph(supergraphSdl: string): SupergraphDocument {
  const document = parse(supergraphSdl, { noLocation: true });
  refuseTypeExtensions(document);
  const plannersFields = new Set<string>();
  const labels = new Set<string>();
  const unknown: string[] = [];
  for (const type of document.definitions) {
    if (!hasFields(type)) continue;
    for (const directive of type.directives ?? []) {
      for (const name of fieldNamesIn(argumentOf(directive, 'join__type', 'key'))) plannersFields.add(name);
    }
    for (const field of type.fields ?? []) {
      for (const directive of field.directives ?? []) {
        for (const name of fieldNamesIn(argumentOf(directive, 'join__field', 'requires')))
          plannersFields.add(name);
        const label = argumentOf(directive, 'join__field', 'overrideLabel');
        if (label === null) continue;
        labels.add(label);
        if (!PERCENT.test(label)) unknown.push(`${type.name.value}.${field.name.value} ("${label}")`);
      }
    }
  }
  if (unknown.length > 0) {
    throw new Error(
      `@override(label:) must be "percent(n)" with n from 0 to 100, which this router decides by the user; it is not at ${unknown.join(', ')}.`,
    );
  }
  return {
    document,
    plannersFields: [...plannersFields],
    separator: separatorFor(supergraphSdl),
    overrideLabels: [...labels],
  };
}

/** Composition writes each type whole. What an extension says, who may see its fields too, nobody here would read. */
function refuseTypeExtensions({ definitions }: DocumentNode): void {
  const extended = definitions.filter(isTypeExtensionNode).map(({ name }) => name.value);
  if (extended.length === 0) return;
  throw new Error(
    `A supergraph has no "extend" of types; this one extends ${[...new Set(extended)].join(', ')}.`,
  );
}

/** Whether a definition is of a type that has fields: an object or an interface. */
export function hasFields(node: DocumentNode['definitions'][number]): node is FieldsType {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

/** A string that a directive is given; null when it is another directive, or is not given it. */
export function argumentOf(
  { name, arguments: given = [] }: DirectiveNode,
  directive: string,
  argument: string,
): string | null {
  if (name.value !== directive) return null;
  const value = given.find((one) => one.name.value === argument)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : null;
}

/** Whether a directive is given `true` for an argument. */
export function isTrue({ arguments: given = [] }: DirectiveNode, argument: string): boolean {
  const value = given.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.BOOLEAN && value.value;
}

/** A type without lists and `!`. */
export function namedType(type: TypeNode): NamedTypeNode {
  return type.kind === Kind.NAMED_TYPE ? type : namedType(type.type);
}

/** The `@join__field` of a field, one for each subgraph that says something of it. */
export function joinFields({ directives = [] }: FieldDefinitionNode): DirectiveNode[] {
  return directives.filter(({ name }) => name.value === 'join__field');
}

/** The names of the types of operations, by operation. */
export function rootTypes(document: DocumentNode): Map<string, string> {
  const roots = new Map<string, string>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.SCHEMA_DEFINITION) continue;
    for (const { operation, type } of node.operationTypes) roots.set(operation, type.name.value);
  }
  return roots;
}

/** The names of variables in some part of a document. */
export function variablesIn(node: ASTNode): Set<string> {
  const names = new Set<string>();
  visit(node, {
    Variable({ name }) {
      names.add(name.value);
    },
  });
  return names;
}

/** The names of subgraphs, by their values in `enum join__Graph`. */
export function graphNames(document: DocumentNode): Map<string, string> {
  const names = new Map<string, string>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.ENUM_TYPE_DEFINITION || node.name.value !== 'join__Graph') continue;
    for (const { name, directives = [] } of node.values ?? []) {
      for (const directive of directives) {
        const graph = argumentOf(directive, 'join__graph', 'name');
        if (graph !== null) names.set(name.value, graph);
      }
    }
  }
  return names;
}

function separatorFor(supergraphSdl: string): string {
  let separator = '__v';
  while (supergraphSdl.includes(separator)) separator += 'v';
  return separator;
}
