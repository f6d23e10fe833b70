import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  validate,
} from 'graphql';
import type { SelectedFields } from '../../database/statements/reading-request.ts';
import { badUserInput, withoutStack } from '../../errors/client-errors.ts';
import type { Deadline } from '../../process/deadlines/deadline.ts';
import {
  type Combinations,
  compileOperation,
  type ExecuteOperation,
  interpretOperation,
} from '../compile/compile-operation.ts';
import { placeOfError, putInSource } from '../run/source-places.ts';
import {
  countExpandedSelections,
  MAX_EXPANDED_SELECTIONS,
  tooManySelections,
} from './expanded-selections.ts';
import { maskError } from './mask-error.ts';
import { OperationCache } from './operation-cache.ts';
import { selectedFields } from './selected-fields.ts';

/** One operation to execute. */
export interface ExecutableRequest {
  source: string;
  /** The parsed form of `source` where the caller has it, and has found it to be valid. */
  document?: DocumentNode | undefined;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
  /** Until when the answer is waited for; null is without end. */
  deadline: Deadline | null;
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
  execute: ExecuteOperation;
  selected: SelectedFields;
  /** With fragments where they are spread. */
  selections: number;
  combinations: Combinations;
  /** Of the combinations those that the cache knows of. */
  counted: number;
}

/**
 * Executes operations by functions compiled once for a document and operation name, with the answers of graphql-js;
 * those used last are kept, as many as fit into a bounded part of the heap. Unexpected errors are masked here, so that
 * every transport gives the same answer.
 *
 * @param options `cacheBytes`: what the kept operations may take of the heap, instead of a share of it; `interpreted`:
 *   graphql-js executes, and nothing is compiled
 */
export function createCompiledExecutor(
  schema: GraphQLSchema,
  { cacheBytes, interpreted = false }: { cacheBytes?: number; interpreted?: boolean } = {},
): CompiledExecutor {
  const compiled = new OperationCache<Compiled>(cacheBytes);
  return {
    knows: (source) => compiled.has(source),
    async execute({ source, document, operationName, variables, deadline, createContext, onUnexpected }) {
      const name = operationName ?? undefined;
      const operation = compiled.get(source, name) ?? compile(source, document, name);
      if (!('execute' in operation)) return operation;
      const result = await operation.execute(createContext(operation.selected), variables ?? {}, deadline);
      if (operation.combinations.count > operation.counted) count(source, name, operation);
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
    // Before anything that takes longer the more is selected.
    const tooMany = tooManySelections(document, MAX_EXPANDED_SELECTIONS);
    if (tooMany !== null) return { errors: [tooLarge(tooMany)] };
    const selections = countExpandedSelections(document, undefined, MAX_EXPANDED_SELECTIONS);
    const errors = given ? [] : validate(schema, document);
    if (errors.length > 0) {
      // As Apollo Server answers over HTTP.
      for (const error of errors) error.extensions.code = 'GRAPHQL_VALIDATION_FAILED';
      return { errors };
    }
    const combinations = { count: 0 };
    const operation: Compiled = {
      execute: interpreted
        ? interpretOperation(schema, document, name)
        : compileOperation(schema, document, name, { combinations }),
      selected: selectedFields(schema, document),
      selections,
      combinations,
      counted: 0,
    };
    // Names that the document does not have are no reason to remember anything.
    if (hasOperation(document, name)) {
      compiled.add(source, name, operation, { characters: source.length, selections: 0 });
    }
    return operation;
  }

  /** Operations are compiled as they are executed, so that they grow with each combination of conditions. */
  function count(source: string, name: string | undefined, operation: Compiled): void {
    const grown = operation.combinations.count - operation.counted;
    operation.counted = operation.combinations.count;
    if (compiled.get(source, name) !== operation) return; // It has had to go meanwhile.
    compiled.add(source, name, operation, { characters: 0, selections: grown * operation.selections });
  }
}

function hasOperation({ definitions }: DocumentNode, name: string | undefined): boolean {
  return definitions.some(
    (node) => node.kind === Kind.OPERATION_DEFINITION && (name === undefined || node.name?.value === name),
  );
}

function tooLarge(selections: string): GraphQLError {
  return badUserInput(
    `The document has ${selections}, with fragments counted wherever they are spread; at most ${MAX_EXPANDED_SELECTIONS} are allowed.`,
  );
}

function masked(error: GraphQLError, onUnexpected: (original: unknown) => void): GraphQLError {
  const { message, path, extensions } = maskError(error, onUnexpected);
  const made = withoutStack(
    () => new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null }),
  );
  return putInSource(made, placeOfError(error));
}
