import { loggableError } from '../errors/loggable-error.ts';
import { type CompiledExecutor, createCompiledExecutor } from '../execution/compiled-executor.ts';
import type { Log } from '../process/logging.ts';
import type { SwitchedOff } from '../process/optimizations.ts';
import type { BuiltSubgraph } from './definition.ts';
import { withLaggingReads } from './lagging-reads.ts';
import { requireMutationScopes } from './mutation-scope.ts';
import { requireReadScope } from './read-scope.ts';
import { reloadAfterWrites } from './reload-after-writes.ts';

/** A built subgraph with what executes its operations. */
export interface ExecutableSubgraph extends BuiltSubgraph {
  readonly executor: CompiledExecutor;
  /** Logs what nobody expected in one request. */
  report(requestId: string): (error: unknown) => void;
}

/**
 * Makes a built subgraph executable, once.
 *
 * @param maxLagMs how old what its replicas say may be; null where it has none
 */
export function executableSubgraph(
  { createContext, ...rest }: BuiltSubgraph,
  { log, off, maxLagMs }: { log: Log; off: SwitchedOff; maxLagMs: number | null },
): ExecutableSubgraph {
  const built: BuiltSubgraph = {
    ...rest,
    createContext: maxLagMs === null ? createContext : withLaggingReads(createContext, maxLagMs),
  };
  reloadAfterWrites(built);
  // Last, so that it is asked first.
  requireMutationScopes(built.schema);
  requireReadScope(built.schema);
  const executor = createCompiledExecutor(built.schema, { interpreted: off.has('compiled-execution') });
  return {
    ...built,
    createContext: off.has('selected-columns')
      ? (request) => built.createContext({ ...request, selected: null })
      : built.createContext,
    // What is not known to be accepted goes through Apollo Server.
    executor: off.has('accepted-operations') ? { ...executor, knows: () => false } : executor,
    report: (requestId) => (error) =>
      log.error({ requestId, error: loggableError(error) }, 'unexpected error'),
  };
}
