import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
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
      query = compile(schema, document ?? parse(source), operationName ?? undefined);
      compiled.set(key, query);
    }
    if (!isCompiledQuery(query)) return query;
    const result = await query.query(undefined, context, variables ?? {});
    if (!result.errors) return result;
    return { ...result, errors: result.errors.map((error) => masked(error, onUnexpected)) };
  };
}

/**
 * The gateway's documents are valid but for literals that a scalar of this subgraph refuses, of which the gateway does
 * not know. They get the errors that they would get over HTTP, which say why.
 */
function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): CompiledQuery | ExecutionResult {
  const query = compileQuery(schema, document, operationName, { disablingCapturingStackErrors: true });
  if (isCompiledQuery(query)) return query;
  const errors = validate(schema, document);
  if (errors.length === 0) return query;
  for (const error of errors) error.extensions.code = 'GRAPHQL_VALIDATION_FAILED';
  return { errors };
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
