import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import { type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { errorType, operationAttributes } from '../../platform/execution/executor/operation-span.ts';
import { traced } from '../../platform/telemetry/span.ts';

/** Runs an operation within a span that has its kind and name. */
export function tracedOperation(
  { operation, name }: OperationDefinitionNode,
  run: () => Promise<GatewayExecutionResult>,
): Promise<GatewayExecutionResult> {
  const type = operation === OperationTypeNode.MUTATION ? 'mutation' : 'query';
  return traced(type, { attributes: operationAttributes(type, name?.value) }, async (span) => {
    const result = await run();
    if (result.errors?.length) span?.fail(errorType(result.errors));
    return result;
  });
}
