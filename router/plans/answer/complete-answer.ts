import type { QueryPlan } from '@apollo/query-planner';
import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import type { FetchResult } from '../fetch/gaps.ts';
import type { ObjectSelection, SelectionContext } from '../operation/select-fields.ts';
import { clientErrors } from './client-paths.ts';
import { compileShape } from './compile-shape.ts';
import { valueSources } from './value-sources.ts';

/** Makes the client's answer of what the subgraphs have given. */
export type CompleteAnswer = (found: FetchResult) => GatewayExecutionResult;

/** Compiles the answer to an operation: its data, and an error for each null that no subgraph gave. */
export function compileAnswer(
  root: ObjectSelection,
  context: SelectionContext,
  plan: QueryPlan | null,
): CompleteAnswer {
  const shape = compileShape(root, context, valueSources(plan));
  return (found) => {
    const errors = found.errors.length > 0 ? clientErrors(found.errors, found.data, root, context) : [];
    const data = shape(found, errors);
    for (const error of found.gaps.unreported()) errors.push(error);
    return errors.length > 0 ? { errors, data } : { data };
  };
}
