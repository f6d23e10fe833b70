import type { QueryPlan } from '@apollo/query-planner';
import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import type { Deadline } from '../../../platform/process/deadlines/deadline.ts';
import type { FetchResult } from '../fetch/fetch-result.ts';
import type { JsonObject } from '../fetch/json.ts';
import type { ObjectSelection, SelectionContext } from '../operation/select-fields.ts';
import { clientErrors } from './client-paths.ts';
import { compileShape } from './compile-shape.ts';
import { valueSources } from './value-sources.ts';

/** Makes the client's answer of what the subgraphs have given; of much in several turns of the event loop. */
export type CompleteAnswer = (
  found: FetchResult,
  deadline: Deadline | null,
) => GatewayExecutionResult | Promise<GatewayExecutionResult>;

/** Compiles the answer to an operation: its data, and an error for each null that no subgraph gave. */
export function compileAnswer(
  root: ObjectSelection,
  context: SelectionContext,
  plan: QueryPlan | null,
  maxBytes?: number,
): CompleteAnswer {
  const shape = compileShape(root, context, valueSources(plan), { maxBytes });
  return (found, deadline) => {
    const errors = found.errors.length > 0 ? clientErrors(found.errors, found.data, root, context) : [];
    const answer = (data: JsonObject | null): GatewayExecutionResult => {
      for (const error of found.missing.unreported()) errors.push(error);
      return errors.length > 0 ? { errors, data } : { data };
    };
    const data = shape(found, errors, deadline);
    return data instanceof Promise ? data.then(answer) : answer(data);
  };
}
