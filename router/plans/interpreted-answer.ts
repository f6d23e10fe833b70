import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { INVALID_RESPONSE } from '../../platform/peers/subgraph-failure.ts';

/**
 * An answer of the gateway's own executor, with errors where it says only in `extensions.valueCompletion` that it has
 * left out values. Where it has errors of subgraphs too, it says nothing of such values.
 */
export function withCompletionErrors(result: GatewayExecutionResult): GatewayExecutionResult {
  const { extensions, errors = [], data } = result;
  if (!extensions?.valueCompletion) return result;
  const { valueCompletion, ...others } = extensions;
  // The gateway makes them, a GraphQLError each.
  const left = (valueCompletion as readonly GraphQLFormattedError[]).map(
    ({ message, path }) =>
      new GraphQLError(message, { path: path ?? null, extensions: { code: INVALID_RESPONSE } }),
  );
  return {
    errors: [...errors, ...left],
    ...(data === undefined ? {} : { data }),
    ...(Object.keys(others).length > 0 ? { extensions: others } : {}),
  };
}
