import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { OperationDefinitionNode } from 'graphql';
import type { RouterContext } from '../context.ts';
import { describeOperation, type OperationUse } from './operation-use.ts';
import type { UsageRecorder } from './usage-recorder.ts';

/**
 * Counts the operations that are run: valid, within the limits, and allowed to their user. Each operation of a
 * document is described once, against the schema that it was validated with; after a new supergraph was loaded, the
 * server parses documents again.
 */
export function usagePlugin(
  recorder: Pick<UsageRecorder, 'count' | 'countFailed'>,
): ApolloServerPlugin<RouterContext> {
  const described = new WeakMap<OperationDefinitionNode, OperationUse | null>();
  const listener: GraphQLRequestListener<RouterContext> = {
    // After all that may refuse an operation, and whoever answers it then.
    responseForOperation({ schema, document, operation, request }) {
      if (!operation) return Promise.resolve(null); // Unknown operation name: the gateway says so.
      try {
        let use = described.get(operation);
        if (use === undefined) {
          use = describeOperation(schema, document, operation);
          described.set(operation, use);
        }
        if (use) recorder.count(use, request.http?.headers, request.variables ?? {}, Date.now());
      } catch (error) {
        // Whatever it is, it is no reason not to answer.
        recorder.countFailed(error);
      }
      return Promise.resolve(null);
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}
