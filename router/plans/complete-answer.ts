import type { QueryPlan } from '@apollo/query-planner';
import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import type { GraphQLError } from 'graphql';
import { clientPaths } from './client-paths.ts';
import { compileShape } from './compile-shape.ts';
import type { Findings } from './findings.ts';
import type { ObjectSelection, SelectionContext } from './select-fields.ts';
import { errorAt } from './subgraph-errors.ts';
import { valueSources } from './value-sources.ts';

/** Makes the client's answer of what the subgraphs have given. */
export type CompleteAnswer = (found: Findings) => GatewayExecutionResult;

/** Compiles the answer to an operation: its data, and an error for each null that no subgraph gave. */
export function compileAnswer(
  root: ObjectSelection,
  context: SelectionContext,
  plan: QueryPlan,
): CompleteAnswer {
  const shape = compileShape(root, context, valueSources(plan));
  return (found) => {
    const errors = found.errors.length > 0 ? withClientPaths(found, root, context) : [];
    const data = shape(found, errors);
    for (const error of found.gaps.untold()) errors.push(error);
    return errors.length > 0 ? { errors, data } : { data };
  };
}

function withClientPaths(
  { errors, data }: Findings,
  root: ObjectSelection,
  context: SelectionContext,
): GraphQLError[] {
  return errors.flatMap((error) =>
    clientPaths(error.path ?? [], data, root, context).map((path) =>
      errorAt(error, path.length > 0 ? path : undefined),
    ),
  );
}
