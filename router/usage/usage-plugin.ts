import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { RouterContext } from '../context.ts';
import type { ClientHeaders } from './client-identity.ts';
import { describeOperation, type OperationUse } from './operation-use.ts';
import type { UsageRecorder } from './usage-recorder.ts';

/** An operation that is run. */
export interface UsedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** Counts one call of an operation. Never throws. */
export type CountUse = (
  used: UsedOperation,
  variables: Readonly<Record<string, unknown>> | undefined,
  headers: ClientHeaders,
) => void;

/**
 * Makes what counts operations. Each operation of a document is described once, against the schema that it was validated with;
 * after a new supergraph was loaded, the server parses documents again.
 */
export function countsOfUse(recorder: Pick<UsageRecorder, 'count' | 'countFailed'>): CountUse {
  const described = new WeakMap<OperationDefinitionNode, OperationUse | null>();
  return ({ schema, document, operation }, variables, headers) => {
    try {
      let use = described.get(operation);
      if (use === undefined) {
        use = describeOperation(schema, document, operation);
        described.set(operation, use);
      }
      if (use) recorder.count(use, headers, variables ?? {}, Date.now());
    } catch (error) {
      // Whatever it is, it is no reason not to answer.
      recorder.countFailed(error);
    }
  };
}

/** Counts the operations that are run: valid, within the limits, and allowed to their user. */
export function usagePlugin(count: CountUse): ApolloServerPlugin<RouterContext> {
  const listener: GraphQLRequestListener<RouterContext> = {
    // After all that may refuse an operation, and whoever answers it then.
    responseForOperation({ schema, document, operation, request }) {
      // Unknown operation name: the gateway says so.
      if (operation) count({ schema, document, operation }, request.variables, request.http?.headers);
      return Promise.resolve(null);
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}
