import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type DataLoader from 'dataloader';
import type { GraphQLFormattedError } from 'graphql';
import { ExpectedError } from '../../platform/errors/client-errors.ts';
import type { NodeKey } from '../../platform/execution/schema/node-id.ts';
import { INVALID_RESPONSE } from '../../platform/peers/answers/subgraph-failure.ts';
import type { RouterContext } from '../context.ts';

/** The subgraph that owns each type whose objects have a `nodeId`. */
export type NodeOwners = Readonly<Record<string, string>>;
/** Whether there is an object, asked together with others. */
export type ExistingNodes = DataLoader<NodeKey, boolean, string>;

type DataSource = GraphQLDataSource<RouterContext>;
type Answer = Awaited<ReturnType<DataSource['process']>>;

interface Asked {
  readonly domains: Readonly<Record<string, DataSource>>;
  /** Of the fetch that they are asked for: who asks, and until when. */
  readonly options: GraphQLDataSourceProcessOptions<RouterContext>;
}

const FIND =
  'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }';

/** Asks each domain once whether it has these objects. In their order; an error in the place of what a domain did not say. */
export async function findNodes(
  keys: readonly NodeKey[],
  owners: NodeOwners,
  asked: Asked,
): Promise<(boolean | Error)[]> {
  const bySubgraph = new Map<string, NodeKey[]>();
  for (const key of keys) {
    const subgraph = owners[key.type] ?? '';
    const known = bySubgraph.get(subgraph);
    if (known) known.push(key);
    else bySubgraph.set(subgraph, [key]);
  }
  const found = new Map<NodeKey, boolean | Error>();
  await Promise.all(
    [...bySubgraph].map(async ([subgraph, ofSubgraph]) => {
      const answers = await askFor(ofSubgraph, subgraph, asked);
      for (const [at, key] of ofSubgraph.entries()) found.set(key, answers[at] ?? false);
    }),
  );
  return keys.map((key) => found.get(key) ?? false);
}

async function askFor(
  keys: readonly NodeKey[],
  subgraph: string,
  { domains, options }: Asked,
): Promise<(boolean | Error)[]> {
  const representations = keys.map(({ type, id }) => ({ __typename: type, id }));
  const answer = await domains[subgraph]?.process({
    ...options,
    request: { query: FIND, variables: { representations } },
  });
  return keys.map((_key, at) => existence(answer, at) ?? noAnswer(subgraph));
}

/** Null where the answer does not say. */
function existence(answer: Answer | undefined, at: number): boolean | Error | null {
  const entities: unknown = answer?.data?._entities;
  if (Array.isArray(entities) && entities[at] != null) return true;
  const errors = answer?.errors ?? [];
  const own = errors.find(({ path }) => path?.[0] === '_entities' && path[1] === at);
  const error = own ?? errors.find(({ path }) => path === undefined || path.length < 2);
  if (error) return asClientError(error);
  return Array.isArray(entities) ? false : null;
}

function noAnswer(subgraph: string): Error {
  return asClientError({
    message: `The "${subgraph}" subgraph gave no valid GraphQL response.`,
    extensions: { code: INVALID_RESPONSE },
  });
}

/** What a domain or the way to it says is for clients already. */
function asClientError({ message, extensions: { code, ...rest } = {} }: GraphQLFormattedError): Error {
  // A code of a subgraph may be any; it goes on as it is.
  return new ExpectedError((code ?? 'INTERNAL_SERVER_ERROR') as 'INTERNAL_SERVER_ERROR', message, rest);
}
