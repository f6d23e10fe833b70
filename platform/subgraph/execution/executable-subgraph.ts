import { loggableError } from '../../errors/loggable-error.ts';
import { type CompiledExecutor, createCompiledExecutor } from '../../execution/executor/compiled-executor.ts';
import { errorType, operationAttributes } from '../../execution/executor/operation-span.ts';
import { resolveEntitiesTogether } from '../../execution/schema/entities.ts';
import type { SwitchedOff } from '../../process/config/optimizations.ts';
import type { Log } from '../../process/logging/logging.ts';
import { currentSpan, traced } from '../../telemetry/span.ts';
import type { BuiltSubgraph } from '../definition.ts';
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
  { name, log, off, maxLagMs }: { name: string; log: Log; off: SwitchedOff; maxLagMs: number | null },
): ExecutableSubgraph {
  const built: BuiltSubgraph = {
    ...rest,
    createContext: maxLagMs === null ? createContext : withLaggingReads(createContext, maxLagMs),
  };
  if (built.entities && !off.has('listed-entities')) resolveEntitiesTogether(built.schema, built.entities);
  reloadAfterWrites(built);
  // Last, so that it is asked first.
  requireMutationScopes(built.schema);
  requireReadScope(built.schema);
  const executor = withSpans(
    createCompiledExecutor(built.schema, { interpreted: off.has('compiled-execution') }),
    name,
  );
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

/** An executor that traces what it executes, where the caller is traced. */
function withSpans(executor: CompiledExecutor, subgraph: string): CompiledExecutor {
  return {
    ...executor,
    execute: async (request) => {
      if (currentSpan() === null) return await executor.execute(request);
      const type = request.source.startsWith('mutation') ? 'mutation' : 'query';
      return await traced(
        type,
        { attributes: { ...operationAttributes(type, request.operationName), 'graph.subgraph': subgraph } },
        async (span) => {
          const result = await executor.execute(request);
          if (result.errors) span?.fail(errorType(result.errors));
          return result;
        },
      );
    },
  };
}
