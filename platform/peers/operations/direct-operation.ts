import type { ExecutionResult } from 'graphql';
import type { Caller } from '../../identity/callers/caller.ts';

/** An operation from the router's planner: it is valid, and its sender has been authenticated. */
export interface DirectOperation extends Caller {
  source: string;
  operationName?: string | undefined;
  variables?: Record<string, unknown> | undefined;
}

/** A subgraph that runs in this process. */
export interface DirectSubgraph {
  /** Executes one operation without HTTP. Throws SubgraphFailure once it is closed. */
  execute(operation: DirectOperation): Promise<ExecutionResult>;
}
