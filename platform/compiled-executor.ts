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

export interface CompiledExecutor {
  execute(request: ExecutableRequest): Promise<ExecutionResult>;
  /** Whether this very text has been executed lately, so that it is known to be valid. */
  knows(source: string): boolean;
}

type Compiled = CompiledQuery | ExecutionResult;

const MAX_COMPILED = 1_000;

/**
 * Executes operations by functions compiled with graphql-jit, one per document and operation name, those of
 * the most recently used documents kept. Unexpected errors are masked here, so that every transport gives the same answer.
 */
export function createCompiledExecutor(schema: GraphQLSchema): CompiledExecutor {
  /** By text and then by operation name, so that no key has to be put together for a request. */
  const compiled = new LRUCache<string, Map<string | undefined, Compiled>>({ max: MAX_COMPILED });
  return {
    knows: (source) => compiled.has(source),
    async execute({ source, document, operationName, variables, context, onUnexpected }) {
      const name = operationName ?? undefined;
      const query = compiled.get(source)?.get(name) ?? compile(source, document, name);
      if (!isCompiledQuery(query)) return query;
      const result = await query.query(undefined, context, variables ?? {});
      if (!result.errors) return result;
      return { ...result, errors: result.errors.map((error) => masked(error, onUnexpected)) };
    },
  };

  function compile(source: string, document: DocumentNode | undefined, name: string | undefined): Compiled {
    const query = compileDocument(schema, document ?? parse(source), name);
    // Names that the document does not have are no reason to remember anything.
    if (!isCompiledQuery(query)) return query;
    const ofSource = compiled.get(source) ?? new Map<string | undefined, Compiled>();
    ofSource.set(name, query);
    compiled.set(source, ofSource);
    return query;
  }
}

/**
 * The gateway's documents are valid but for literals that a scalar of this subgraph refuses, of which the gateway does
 * not know. They get the errors that they would get over HTTP, which say why.
 */
function compileDocument(
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
