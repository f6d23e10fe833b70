import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema, parse } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { maskError } from './errors.ts';

/** One operation to execute. The document is parsed and validated, or comes from the gateway's own planner. */
export interface ExecutableRequest {
  source: string;
  /** Parsed form of `source` where the caller has it. */
  document?: DocumentNode | undefined;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
  context: object;
  /** Called once with each error that nobody expected, before it is masked. */
  onUnexpected(error: unknown): void;
}

export type CompiledExecutor = (request: ExecutableRequest) => Promise<ExecutionResult>;

const MAX_COMPILED = 1_000;

/**
 * Executes operations by functions compiled with graphql-jit, one per document and operation name, the most
 * recently used kept. Unexpected errors are masked here, so that every transport gives the same answer.
 */
export function createCompiledExecutor(schema: GraphQLSchema): CompiledExecutor {
  const compiled = new LRUCache<string, CompiledQuery | ExecutionResult>({ max: MAX_COMPILED });

  return async ({ source, document, operationName, variables, context, onUnexpected }) => {
    const key = operationName ? `${operationName}\n${source}` : source;
    let query = compiled.get(key);
    if (!query) {
      query = compileQuery(schema, document ?? parse(source), operationName ?? undefined, {
        disablingCapturingStackErrors: true,
      });
      compiled.set(key, query);
    }
    if (!isCompiledQuery(query)) return query;
    const result = await query.query(undefined, context, variables ?? {});
    if (!result.errors) return result;
    return { ...result, errors: result.errors.map((error) => masked(error, onUnexpected)) };
  };
}

function masked(error: GraphQLError, onUnexpected: (original: unknown) => void): GraphQLError {
  const { message, path, extensions } = maskError(error, onUnexpected);
  return new GraphQLError(message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: path ?? null,
    extensions: extensions ?? null,
  });
}
