import { compose as composeSubgraphs } from '@apollo/composition';
import {
  defaultPrintOptions,
  printSchema as printFederated,
  type Schema,
  type Subgraph,
  Subgraphs,
  shallowOrderPrintedDefinitions,
  subgraphsFromServiceList,
} from '@apollo/federation-internals';
import { buildSchema, type DocumentNode, type GraphQLError, type GraphQLSchema } from 'graphql';
import { schemaText } from '../sdl/default-values.ts';
import type { CompositionMessage } from './composition-message.ts';
import { inputErrors } from './input-errors.ts';
import { namedPlaces } from './named-places.ts';
import { withOneOfDefined, withOneOfInputs } from './one-of.ts';
import { buildSupergraph } from './supergraph.ts';
import type { SubgraphSource } from './supergraph-config.ts';

export type Composition = ComposedGraph | { kind: 'failed'; errors: CompositionMessage[] };

/** What subgraphs compose to. What clients see of it is made when it is asked for: it takes a while for large ones. */
export class ComposedGraph {
  readonly kind = 'composed';
  readonly supergraph: string;
  readonly hints: CompositionMessage[];
  readonly #api: ComposedApi;

  constructor(supergraph: string, hints: CompositionMessage[], api: ComposedApi) {
    this.supergraph = supergraph;
    this.hints = hints;
    this.#api = api;
  }

  /** The schema that clients see, as text. */
  get api(): string {
    return this.#api.text;
  }

  get apiSchema(): GraphQLSchema {
    return this.#api.schema;
  }

  hasApiOf(other: ComposedGraph): boolean {
    return this.#api === other.#api || this.api === other.api;
  }

  /** The same with its hints at other places. */
  withHints(hints: CompositionMessage[]): ComposedGraph {
    return new ComposedGraph(this.supergraph, hints, this.#api);
  }
}

class ComposedApi {
  readonly #federated: Schema;
  readonly #subgraphs: readonly SubgraphSource[];
  #withoutOneOf: GraphQLSchema | null = null;
  #text: string | null = null;
  #schema: GraphQLSchema | null = null;

  constructor(federated: Schema, subgraphs: readonly SubgraphSource[]) {
    this.#federated = federated;
    this.#subgraphs = subgraphs;
  }

  get schema(): GraphQLSchema {
    this.#schema ??= this.#subgraphs.some(({ sdl }) => sdl.includes('oneOf'))
      ? buildSchema(this.text, PRINTED)
      : this.#composed;
    return this.#schema;
  }

  get text(): string {
    this.#text ??= withOneOfInputs(withNewline(schemaText(this.#composed)), this.#subgraphs);
    return this.#text;
  }

  /** As composition has it, which knows nothing of `@oneOf`. */
  get #composed(): GraphQLSchema {
    this.#withoutOneOf ??= buildSchema(printFederated(this.#federated.toAPISchema(), IN_ORDER), PRINTED);
    return this.#withoutOneOf;
  }
}

/** Printed text is valid. */
const PRINTED = { assumeValidSDL: true };
/** As the supergraph is printed. */
const IN_ORDER = shallowOrderPrintedDefinitions(defaultPrintOptions);

/** Composes the subgraphs; all errors at once. The same input always gives the same text. */
export function compose(subgraphs: readonly SubgraphSource[]): Composition {
  const inOrder = [...subgraphs].sort((a, b) => (a.name < b.name ? -1 : 1));
  const built = federatedSubgraphs(inOrder);
  const result = Array.isArray(built)
    ? { errors: built }
    : composeSubgraphs(built, { runSatisfiability: !answersAlone(inOrder) });
  const files = new Map(inOrder.map(({ name, file }) => [name, file]));
  let known: ReturnType<typeof namedPlaces> | null = null;
  const named = (message: string) => {
    known ??= namedPlaces(inOrder);
    return known(message);
  };
  if (result.errors) {
    return { kind: 'failed', errors: result.errors.map((error) => fromError(error, files, named)) };
  }
  const invalid = inputErrors(inOrder);
  if (invalid.length > 0) return { kind: 'failed', errors: invalid };
  return new ComposedGraph(
    withNewline(result.supergraphSdl),
    result.hints.map((hint) => {
      const places = placesOf(hint.nodes ?? [], files);
      return {
        code: hint.definition.code,
        message: hint.message,
        places: places.length > 0 ? places : named(hint.message),
      };
    }),
    new ComposedApi(result.schema, inOrder),
  );
}

/** The subgraphs as composition takes them, or all that is wrong with any of them by itself. */
function federatedSubgraphs(sources: readonly SubgraphSource[]): Subgraphs | GraphQLError[] {
  const errors: GraphQLError[] = [];
  const subgraphs = new Subgraphs();
  for (const source of sources) {
    const known = builtBefore.get(source.document);
    const one = known?.name === source.name && known.url === source.url ? known : buildSubgraph(source);
    if (Array.isArray(one)) errors.push(...one);
    else subgraphs.add(one);
  }
  return errors.length > 0 ? errors : subgraphs;
}

function buildSubgraph({ name, url, document }: SubgraphSource): Subgraph | GraphQLError[] {
  const made = subgraphsFromServiceList([{ name, url, typeDefs: withOneOfDefined(document) }]);
  if (Array.isArray(made)) return made;
  const [one] = made.values();
  if (!one) return [];
  builtBefore.set(document, one);
  return one;
}

/** Composition changes none of them, and most subgraphs are the same before and after a change. */
const builtBefore = new WeakMap<DocumentNode, Subgraph>();

/** Whether there is one subgraph, and it answers whatever it declares: no way from one to another can be missing. */
function answersAlone([first, ...others]: readonly SubgraphSource[]): boolean {
  return others.length === 0 && first !== undefined && !LEADS_ELSEWHERE.test(first.sdl);
}

/** Directives by which a field may be answered elsewhere; an import under another name has them too. */
const LEADS_ELSEWHERE = /@(\w+__)?(external|override|interfaceObject|context|fromContext)\b/;

/** The schema that clients see, of a supergraph: no federation machinery and nothing inaccessible. */
export function apiSchema(supergraphSdl: string): string {
  return withNewline(schemaText(buildSupergraph(supergraphSdl).apiSchema().toGraphQLJSSchema()));
}

function withNewline(text: string): string {
  return `${text.trimEnd()}\n`;
}

function fromError(
  error: GraphQLError,
  files: ReadonlyMap<string, string>,
  named: (message: string) => CompositionMessage['places'],
): CompositionMessage {
  const places = placesOf(error.nodes ?? [], files);
  return {
    code: String(error.extensions.code ?? 'UNKNOWN'),
    message: error.message,
    places: places.length > 0 ? places : named(error.message),
  };
}

type Placed = { subgraph?: string; loc?: { startToken: { line: number } } | undefined };

function placesOf(
  nodes: readonly Placed[],
  files: ReadonlyMap<string, string>,
): CompositionMessage['places'] {
  const places = nodes.flatMap((node) => {
    const { subgraph, loc } = node;
    const file = subgraph === undefined ? undefined : files.get(subgraph);
    return subgraph && file && loc ? [{ subgraph, file, line: loc.startToken.line }] : [];
  });
  const seen = new Set<string>();
  return places.filter(({ file, line }) => {
    const key = `${file}:${line}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
