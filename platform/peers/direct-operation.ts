import type { ExecutionResult } from 'graphql';
import type { Identity } from '../identity/identity.ts';

/** An operation from the router's planner: it is valid, and its sender has been authenticated. */
export interface DirectOperation {
  source: string;
  operationName?: string | undefined;
  variables?: Record<string, unknown> | undefined;
  identity: Identity;
  requestId: string;
}

/** A subgraph that runs in this process. */
export interface DirectSubgraph {
  /** Executes one operation without HTTP. Throws SubgraphFailure once it is closed. */
  execute(operation: DirectOperation): Promise<ExecutionResult>;
}
