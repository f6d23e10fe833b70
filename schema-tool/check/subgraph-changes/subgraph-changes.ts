import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  Kind,
  specifiedScalarTypes,
  visit,
} from 'graphql';
import { defaultsInThemselves } from '../../compose/input-errors.ts';
import type { SubgraphSource } from '../../compose/supergraph-config.ts';
import { withUsualRoots } from '../../sdl/usual-roots.ts';
import { type Change, change, inOrder } from '../changes/change.ts';
import { type NewName, newNames, withNewNames } from '../changes/new-names.ts';
import { schemaChanges } from '../diff/schema-diff.ts';
import { directiveChanges } from './directive-changes.ts';
import { withMoves } from './field-moves.ts';
import { rootChanges } from './root-changes.ts';

/**
 * What changed in each subgraph's own schema. What clients see is the API: a change that does not reach it, such as a
 * field that another subgraph serves now, breaks nobody.
 *
 * @param ofApi changes of the API; null when they are not known because nothing composes
 */
export function subgraphChanges(
  earlierOnes: readonly SubgraphSource[],
  after: readonly SubgraphSource[],
  ofApi: readonly Change[] | null,
): Change[] {
  const before = withNewNames(earlierOnes, after);
  const changes: Change[] = newNames(earlierOnes, after).map(renamed);
  const api = ofApi && {
    breaks: coordinatesOf(ofApi.filter(({ severity }) => severity === 'breaking')),
    changes: coordinatesOf(ofApi),
  };
  for (const subgraph of after) {
    const earlier = before.find(({ name }) => name === subgraph.name);
    if (!earlier) {
      changes.push(
        ofWhole(subgraph.name, 'SUBGRAPH_ADDED', `Subgraph ${subgraph.name} was added.`),
        ...directiveChanges(subgraph.name, null, subgraph),
      );
      continue;
    }
    if (earlier.sdl !== subgraph.sdl) changes.push(...changesOf(earlier, subgraph, api));
    if (earlier.url !== subgraph.url) {
      changes.push(
        ofWhole(
          subgraph.name,
          'SUBGRAPH_URL_CHANGED',
          `The address of ${subgraph.name} changed from ${earlier.url} to ${subgraph.url}.`,
          'The router asks another address: something must answer there.',
        ),
      );
    }
  }
  for (const { name } of before) {
    if (after.some((subgraph) => subgraph.name === name)) continue;
    const reason = 'What only it served goes from the API; whether that breaks anyone is told there.';
    changes.push(ofWhole(name, 'SUBGRAPH_REMOVED', `Subgraph ${name} was removed.`, reason));
  }
  return withMoves(changes, before, after).sort(inOrder);
}

function renamed({ from, to }: NewName): Change {
  return change({
    scope: to,
    type: 'SUBGRAPH_RENAMED',
    coordinate: to,
    severity: 'dangerous',
    message: `Subgraph ${from} is called ${to}.`,
    reason: 'What names it elsewhere, such as settings of the router, must be changed with it.',
    from,
    to,
  });
}

function changesOf(before: SubgraphSource, after: SubgraphSource, api: ApiCoordinates | null): Change[] {
  const [old, now] = [withUsualRoots(before.document), withUsualRoots(after.document)];
  const unknown = new Set([...unknownTypes(old), ...unknownTypes(now)]);
  const structural = schemaChanges(after.name, ownSchema(old, unknown), ownSchema(now, unknown), {
    whole: false,
  });
  return [
    ...structural
      .filter(({ coordinate }) => !unknown.has(coordinate))
      .map((change) => asSeenByClients(change, api)),
    ...rootChanges(after.name, before.document, after.document),
    ...directiveChanges(after.name, before, after),
  ];
}

/** Where the API changed. */
interface ApiCoordinates {
  breaks: ReadonlySet<string>;
  changes: ReadonlySet<string>;
}

function coordinatesOf(changes: readonly Change[]): Set<string> {
  return new Set(changes.map(({ coordinate }) => coordinate));
}

function asSeenByClients(change: Change, api: ApiCoordinates | null): Change {
  const { type, coordinate, severity } = change;
  if (severity === 'safe' || api === null || api.breaks.has(coordinate)) return change;
  if (
    !api.changes.has(coordinate) &&
    (severity === 'dangerous' || MERGED.has(type) || coordinate.startsWith('@'))
  ) {
    return {
      ...change,
      severity: 'safe',
      reason: 'The API stays as it is: other subgraphs say what clients see here.',
    };
  }
  if (severity === 'dangerous') return change;
  return {
    ...change,
    severity: 'dangerous',
    reason: 'The API does not break: what it needs is served elsewhere or was never public.',
  };
}

/** Changes of what the API has from all subgraphs together: the widest type of a field, the values of all or of each. */
const MERGED: ReadonlySet<string> = new Set([
  'FIELD_TYPE_CHANGED',
  'FIELD_ARGUMENT_REMOVED',
  'FIELD_ARGUMENT_TYPE_CHANGED',
  'INPUT_FIELD_REMOVED',
  'INPUT_FIELD_TYPE_CHANGED',
  'ENUM_VALUE_REMOVED',
]);

function ofWhole(subgraph: string, type: string, message: string, reason?: string): Change {
  return change({
    scope: subgraph,
    type,
    coordinate: subgraph,
    severity: reason === undefined ? 'safe' : 'dangerous',
    message,
    reason: reason ?? 'What it adds to the API is told there.',
  });
}

/**
 * The schema of one subgraph alone. Extensions of types that it does not define stand for the types.
 *
 * @param unknown types to be scalars where they are not defined, so that there is a schema also when composition has
 *   to tell that they are missing
 */
function ownSchema(document: DocumentNode, unknown: ReadonlySet<string>): GraphQLSchema {
  const defined = definedTypes(document, /TypeDefinition$/);
  const endless = new Set(defaultsInThemselves(document).map(({ field }) => field));
  const definitions = document.definitions.map((one) => asDefinition(without(one, endless), defined));
  const scalars = [...unknown].filter((name) => !defined.has(name)).map(scalarNamed);
  return buildASTSchema(
    { kind: Kind.DOCUMENT, definitions: [...definitions, ...scalars] },
    { assumeValid: true, assumeValidSDL: true },
  );
}

/** A definition in which fields of inputs have no default that cannot be read, of which composition tells. */
function without(node: DefinitionNode, endless: ReadonlySet<InputValueDefinitionNode>): DefinitionNode {
  if (endless.size === 0) return node;
  return visit(node, {
    InputValueDefinition(value) {
      if (!endless.has(value)) return undefined;
      const { defaultValue: _, ...rest } = value;
      return rest;
    },
  });
}

function definedTypes(document: DocumentNode, kind: RegExp): Set<string> {
  return new Set(
    document.definitions.flatMap((one) =>
      kind.test(one.kind) && 'name' in one && one.name ? [one.name.value] : [],
    ),
  );
}

function scalarNamed(value: string): DefinitionNode {
  return { kind: Kind.SCALAR_TYPE_DEFINITION, name: { kind: Kind.NAME, value } };
}

/** Types that a document refers to and has not. */
function unknownTypes(document: DocumentNode): Set<string> {
  const known = definedTypes(document, /Type(Definition|Extension)$/);
  for (const { name } of specifiedScalarTypes) known.add(name);
  const unknown = new Set<string>();
  visit(document, {
    NamedType({ name }) {
      if (!known.has(name.value)) unknown.add(name.value);
    },
  });
  return unknown;
}

function asDefinition(node: DefinitionNode, defined: Set<string>): DefinitionNode {
  if (!node.kind.endsWith('TypeExtension') || !('name' in node) || !node.name) return node;
  if (defined.has(node.name.value)) return node;
  defined.add(node.name.value);
  // `ObjectTypeExtension` and `ObjectTypeDefinition` differ by their kind and nothing else, and so do the others.
  return { ...node, kind: node.kind.replace('Extension', 'Definition') } as DefinitionNode;
}
