import { loggableError } from '../errors/loggable-error.ts';
import { type CompiledExecutor, createCompiledExecutor } from '../execution/compiled-executor.ts';
import type { Log } from '../process/logging.ts';
import type { BuiltSubgraph } from './definition.ts';
import { reloadAfterWrites } from './reload-after-writes.ts';

/** A built subgraph with what executes its operations. */
export interface ExecutableSubgraph extends BuiltSubgraph {
  readonly executor: CompiledExecutor;
  /** Logs what nobody expected in one request. */
  report(requestId: string): (error: unknown) => void;
}

/** Makes a built subgraph executable, once. */
export function executableSubgraph(built: BuiltSubgraph, log: Log): ExecutableSubgraph {
  reloadAfterWrites(built);
  return {
    ...built,
    executor: createCompiledExecutor(built.schema),
    report: (requestId) => (error) =>
      log.error({ requestId, error: loggableError(error) }, 'unexpected error'),
  };
}
