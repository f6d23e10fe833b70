import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import DataLoader from 'dataloader';
import { MAX_IDS } from '../../platform/database/reads/query-arguments.ts';
import { badUserInput } from '../../platform/errors/client-errors.ts';
import { loggableError } from '../../platform/errors/loggable-error.ts';
import { createCompiledExecutor } from '../../platform/execution/executor/compiled-executor.ts';
import { NODE_ID, nodeIdOf, nodeKeyOf } from '../../platform/execution/schema/node-id.ts';
import type { Log } from '../../platform/process/logging/logging.ts';
import type { RouterContext } from '../context.ts';
import { type ExistingNodes, findNodes, type NodeOwners } from './find-nodes.ts';
import { nodeSchema } from './node-schema.ts';

type DataSource = GraphQLDataSource<RouterContext>;
type Options = GraphQLDataSourceProcessOptions<RouterContext>;

/** The address of the subgraph that is answered here. */
export const NODES_URL = 'router:nodes';

/** A reference to an object that there is, as the planner's operations select it. */
interface NodeReference {
  readonly __typename: string;
  readonly id: string;
  readonly [NODE_ID]: string;
}

/** For one fetch. */
interface NodeContext {
  find(nodeId: string): Promise<NodeReference | null>;
}

/**
 * Answers the subgraph `nodes`. All objects that one fetch asks for are looked for together, in one request to each domain.
 *
 * @param owners the subgraph that owns each type
 * @param domains the ways to the subgraphs, by name
 */
export function nodesDataSource(
  owners: NodeOwners,
  domains: () => Readonly<Record<string, DataSource>>,
  log: Log,
): DataSource {
  const executor = createCompiledExecutor(
    nodeSchema(Object.keys(owners), {
      node: (_parent, { id }, { find }: NodeContext) => find(id),
      nodes(_parent, { ids }, { find }: NodeContext) {
        if (ids.length > MAX_IDS) {
          throw badUserInput(`\`ids\` has ${ids.length} ids; at most ${MAX_IDS} are answered at a time.`);
        }
        return ids.map(find);
      },
    }),
  );
  return {
    async process(options) {
      const { query: source = '', operationName, variables } = options.request;
      // What createRouterContext made for the request.
      const { deadline, requestId } = options.context as RouterContext;
      const found = existing(owners, domains, options);
      const context: NodeContext = { find: (nodeId) => find(nodeId, owners, found) };
      return await executor.execute({
        source,
        operationName,
        variables,
        deadline,
        createContext: () => context,
        onUnexpected: (error) => log.error({ requestId, error: loggableError(error) }, 'unexpected error'),
      });
    },
  };
}

function existing(
  owners: NodeOwners,
  domains: () => Readonly<Record<string, DataSource>>,
  options: Options,
): ExistingNodes {
  return new DataLoader((keys) => findNodes(keys, owners, { domains: domains(), options }), {
    cacheKeyFn: nodeIdOf,
  });
}

/** Null where there is no such object, and where no type of this graph has objects of that name. Throws for what is no id. */
async function find(nodeId: string, owners: NodeOwners, found: ExistingNodes): Promise<NodeReference | null> {
  const key = nodeKeyOf(nodeId);
  if (!key) {
    throw badUserInput(
      `This is no \`${NODE_ID}\` of this graph; take one from an object's field \`${NODE_ID}\`.`,
    );
  }
  if (!Object.hasOwn(owners, key.type)) return null;
  return (await found.load(key)) ? { __typename: key.type, id: key.id, [NODE_ID]: nodeId } : null;
}
