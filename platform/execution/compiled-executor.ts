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
import type { SelectedFields } from '../database/column-sets.ts';
import { maskError } from './mask-error.ts';
import { selectedFields } from './selected-fields.ts';

/** One operation to execute. The document is parsed and validated, or comes from the gateway's own planner. */
export interface ExecutableRequest {
  source: string;
  /** Parsed form of `source` where the caller has it. */
  document?: DocumentNode | undefined;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
  /** Makes the context of resolvers, who may want to know what is selected. */
  createContext(selected: SelectedFields): object;
  /** Called once with each error that nobody expected, before it is masked. */
  onUnexpected(error: unknown): void;
}

export interface CompiledExecutor {
  execute(request: ExecutableRequest): Promise<ExecutionResult>;
  /** Whether this very text has been executed lately, so that it is known to be valid. */
  knows(source: string): boolean;
}

interface Compiled {
  query: CompiledQuery;
  selected: SelectedFields;
}

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
    async execute({ source, document, operationName, variables, createContext, onUnexpected }) {
      const name = operationName ?? undefined;
      const operation = compiled.get(source)?.get(name) ?? compile(source, document, name);
      if (!('query' in operation)) return operation;
      const { query, selected } = operation;
      const result = await query.query(undefined, createContext(selected), variables ?? {});
      if (!result.errors) return result;
      return { ...result, errors: result.errors.map((error) => masked(error, onUnexpected)) };
    },
  };

  function compile(
    source: string,
    given: DocumentNode | undefined,
    name: string | undefined,
  ): Compiled | ExecutionResult {
    const document = given ?? parse(source);
    const query = compileDocument(schema, document, name);
    // Names that the document does not have are no reason to remember anything.
    if (!isCompiledQuery(query)) return query;
    const operation = { query, selected: selectedFields(schema, document) };
    const ofSource = compiled.get(source) ?? new Map<string | undefined, Compiled>();
    ofSource.set(name, operation);
    compiled.set(source, ofSource);
    return operation;
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
