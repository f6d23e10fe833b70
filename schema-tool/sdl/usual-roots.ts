import {
  type DocumentNode,
  Kind,
  type NameNode,
  type SchemaDefinitionNode,
  type SchemaExtensionNode,
  visit,
} from 'graphql';

const USUAL = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;
export type RootKind = keyof typeof USUAL;
/** The kinds of operations, each of which has a root type. */
export const ROOT_KINDS: readonly RootKind[] = ['query', 'mutation', 'subscription'];

/** What a document's `schema` definition and its extensions call the root types. */
export function namedRoots(document: DocumentNode): ReadonlyMap<RootKind, string> {
  const roots = new Map<RootKind, string>();
  for (const one of document.definitions) {
    if (one.kind !== Kind.SCHEMA_DEFINITION && one.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const { operation, type } of one.operationTypes ?? []) roots.set(operation, type.name.value);
  }
  return roots;
}

/**
 * A subgraph's document with its root types under their usual names, as composition has them whatever a subgraph calls
 * them. A type with the usual name is a root also where the `schema` definition leaves it out.
 */
export function withUsualRoots(document: DocumentNode): DocumentNode {
  const roots = namedRoots(document);
  const renamed = new Map(
    [...roots].flatMap(([kind, name]) => (name === USUAL[kind] ? [] : [[name, USUAL[kind]] as const])),
  );
  const left = ROOT_KINDS.some((kind) => !roots.has(kind));
  if (renamed.size === 0 && (roots.size === 0 || !left)) return document;
  const known = documents.get(document);
  if (known) return known;
  const named = <Node extends { readonly name: NameNode }>(node: Node): Node | undefined => {
    const name = renamed.get(node.name.value);
    return name === undefined ? undefined : { ...node, name: { ...node.name, value: name } };
  };
  const made: DocumentNode = visit(document, {
    NamedType: named,
    ObjectTypeDefinition: { leave: named },
    ObjectTypeExtension: { leave: named },
    // Without a definition, types with the usual names are the roots.
    SchemaDefinition: { leave: withoutRoots },
    SchemaExtension: { leave: withoutRoots },
  });
  documents.set(document, made);
  return made;
}

/** What else a `schema` definition says. */
function withoutRoots(node: SchemaDefinitionNode | SchemaExtensionNode): SchemaExtensionNode {
  return {
    kind: Kind.SCHEMA_EXTENSION,
    directives: node.directives ?? [],
    ...(node.loc ? { loc: node.loc } : {}),
  };
}

const documents = new WeakMap<DocumentNode, DocumentNode>();
