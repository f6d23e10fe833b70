import { federationMetadata, type NamedSchemaElement, type Schema } from '@apollo/federation-internals';
import type { FetchNode } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  parse,
  type SelectionNode,
  type SelectionSetNode,
  specifiedRules,
  validate,
} from 'graphql';
import type { KnownOperation } from '../../documents/known-operations.ts';
import type { Change } from '../changes/change.ts';
import { schemaChanges } from '../diff/schema-diff.ts';
import { ExaminedOperation } from '../operations/examined-operation.ts';

/** One version of a subgraph, as a supergraph has it. */
export interface SubgraphVersion {
  name: string;
  federated: Schema;
  schema: GraphQLSchema;
}

/** A request of a plan, with the operation that it is for. */
export interface PlannedFetch {
  operation: KnownOperation;
  fetch: FetchNode;
}

/**
 * Whether a version of a subgraph answers requests that were planned for another one, with the same meaning: what it does
 * not, in a sentence each.
 */
export function whatIsNotAnswered(
  fetches: readonly PlannedFetch[],
  { planned, running }: { planned: SubgraphVersion; running: SubgraphVersion | null },
): string[] {
  const [first] = fetches;
  if (!first) return [];
  if (!running) return [`${first.operation.name} asks ${planned.name}, which is not there`];
  const changes = schemaChanges(planned.name, planned.schema, running.schema, { whole: false });
  const known = new Map<string, string | null>();
  return fetches.flatMap(({ operation, fetch }) => {
    const key = JSON.stringify([fetch.operation, fetch.requires ?? null]);
    const found = known.get(key);
    const why = found === undefined ? problemOf(fetch, operation, { planned, running, changes }) : found;
    known.set(key, why);
    return why === null ? [] : [`${operation.name} asks ${planned.name} for what it does not answer: ${why}`];
  });
}

function problemOf(
  fetch: FetchNode,
  operation: KnownOperation,
  {
    planned,
    running,
    changes,
  }: { planned: SubgraphVersion; running: SubgraphVersion; changes: readonly Change[] },
): string | null {
  const document = parse(fetch.operation);
  const [error] = validate(running.schema, document, specifiedRules, { hideSuggestions: true });
  if (error) return error.message;
  const missing = missingForEntities(document, fetch, running);
  if (missing !== null) return missing;
  const examined = new ExaminedOperation(
    { ...operation, document, variables: null },
    { before: planned.schema, after: running.schema },
  );
  const broken = changes.find((change) => examined.effectOf(change)?.certainty === 'broken');
  return broken ? broken.message.replace(/\.$/, '') : null;
}

/** What a version needs of an entity and a request does not send: a key that it knows, and what its fields require. */
function missingForEntities(
  document: DocumentNode,
  fetch: FetchNode,
  { name, federated }: SubgraphVersion,
): string | null {
  for (const [typeName, sent] of representationsOf(fetch)) {
    const type = federated.type(typeName);
    if (!type) continue;
    const keys = keysOf(type, federated);
    if (keys.length > 0 && !keys.some((key) => key.every((path) => sent.has(path)))) {
      return `${name} finds no ${typeName} by ${[...sent].filter((one) => one !== '__typename').join(', ')}`;
    }
    for (const field of entityFields(document, typeName)) {
      const missing = requiredFor(field, type, federated).filter((path) => !sent.has(path));
      if (missing.length > 0) return `${typeName}.${field} requires ${missing.join(', ')}, which is not sent`;
    }
  }
  return null;
}

type PlanSelection = NonNullable<FetchNode['requires']>[number];

/** By type, the paths of the fields that a request sends of its entities. */
function representationsOf({ requires }: FetchNode): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const selection of requires ?? []) {
    if (selection.kind !== 'InlineFragment' || selection.typeCondition === undefined) continue;
    const paths = found.get(selection.typeCondition) ?? new Set();
    addPaths(selection.selections, '', paths);
    found.set(selection.typeCondition, paths);
  }
  return found;
}

function addPaths(selections: readonly PlanSelection[], above: string, into: Set<string>): void {
  for (const one of selections) {
    if (one.kind === 'InlineFragment') addPaths(one.selections, above, into);
    else {
      into.add(`${above}${one.name}`);
      addPaths(one.selections ?? [], `${above}${one.name}.`, into);
    }
  }
}

type FederatedType = NonNullable<ReturnType<Schema['type']>>;

/** The keys by which a subgraph resolves a type, each as the paths of its fields. */
function keysOf(type: FederatedType, schema: Schema): string[][] {
  const directive = federationMetadata(schema)?.keyDirective();
  if (!directive) return [];
  return type
    .appliedDirectivesOf(directive)
    .map((one) => one.arguments())
    .filter(({ resolvable }) => resolvable !== false)
    .map(({ fields }) => pathsOf(String(fields)));
}

function requiredFor(fieldName: string, type: FederatedType, schema: Schema): string[] {
  const directive = federationMetadata(schema)?.requiresDirective();
  if (!directive || !('field' in type)) return [];
  // Only types with fields have the method.
  const field = type.field(fieldName) as NamedSchemaElement<never, never, never> | undefined;
  return (
    field?.appliedDirectivesOf(directive).flatMap((one) => pathsOf(String(one.arguments().fields))) ?? []
  );
}

/** `a b { c }` as `a`, `b`, `b.c`. */
function pathsOf(fieldSet: string): string[] {
  const [operation] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
  const paths: string[] = [];
  const add = (set: SelectionSetNode | undefined, above: string) => {
    for (const one of set?.selections ?? []) {
      if (one.kind === Kind.FIELD) {
        paths.push(`${above}${one.name.value}`);
        add(one.selectionSet, `${above}${one.name.value}.`);
      } else if (one.kind === Kind.INLINE_FRAGMENT) add(one.selectionSet, above);
    }
  };
  if (operation?.kind === Kind.OPERATION_DEFINITION) add(operation.selectionSet, '');
  return paths;
}

/** The names of the fields that a request selects of an entity itself. */
function entityFields(document: DocumentNode, typeName: string): string[] {
  const found: string[] = [];
  const collect = (selections: readonly SelectionNode[], inside: boolean) => {
    for (const one of selections) {
      if (one.kind === Kind.FIELD && inside) found.push(one.name.value);
      if (one.kind !== Kind.INLINE_FRAGMENT) continue;
      const condition = one.typeCondition?.name.value;
      collect(one.selectionSet.selections, inside || condition === typeName);
    }
  };
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const entities = definition.selectionSet.selections.filter(
      (one): one is FieldNode => one.kind === Kind.FIELD && one.name.value === '_entities',
    );
    for (const { selectionSet } of entities) collect(selectionSet?.selections ?? [], false);
  }
  return found;
}
