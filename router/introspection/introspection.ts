import type {
  GatewayExecutionResult,
  GatewayExecutor,
  GatewayGraphQLRequestContext,
} from '@apollo/server-gateway-interface';
import {
  type DocumentNode,
  execute,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  getOperationAST,
  getVariableValues,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { CompiledGateway } from '../plans/compiled-gateway.ts';
import { type OperationParts, splitIntrospection } from './split-introspection.ts';

/** Which operation of a document, and the values of its variables. */
interface OperationInput {
  readonly operationName?: string | undefined;
  readonly variables?: Record<string, unknown> | undefined;
}

/**
 * The gateway with introspection answered by graphql-js on the API schema, so that every field that a client may ask
 * for is there, and none of it is planned.
 */
export function answerIntrospection(gateway: CompiledGateway): CompiledGateway {
  /** By document, as Apollo Server keeps it, and by the operation's name in it. */
  const split = new WeakMap<DocumentNode, Map<string | undefined, OperationParts>>();

  return {
    plugin: gateway.plugin,
    load: async (options) => {
      const { executor } = await gateway.load(options);
      return { executor: executor && ((request) => executeParts(executor, request)) };
    },
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    stop: () => gateway.stop(),
  };

  async function executeParts(
    executor: GatewayExecutor,
    context: GatewayGraphQLRequestContext,
  ): Promise<GatewayExecutionResult> {
    const { schema, document, request } = context;
    const { introspection, data } = partsOf(document, request.operationName);
    if (!introspection) return await executor(context);
    const about = executeIntrospection(schema, introspection, request);
    // Without data the variables are wrong, which is told once.
    if (!data || !about.data) return about;
    const given = await executor({
      ...context,
      document: data,
      operation: getOperationAST(data, request.operationName) ?? context.operation,
    });
    return merge(about.data, given, rootNames(schema, document, request));
  }

  function partsOf(document: DocumentNode, operationName: string | undefined): OperationParts {
    const ofDocument = split.get(document) ?? new Map<string | undefined, OperationParts>();
    const parts = ofDocument.get(operationName) ?? splitIntrospection(document, operationName);
    ofDocument.set(operationName, parts);
    split.set(document, ofDocument);
    return parts;
  }
}

/** What an operation asks about the schema, as graphql-js answers it. Takes what `splitIntrospection` gives. */
export function executeIntrospection(
  schema: GraphQLSchema,
  introspection: DocumentNode,
  { operationName, variables }: OperationInput,
): GatewayExecutionResult {
  const result = execute({
    schema,
    document: introspection,
    operationName: operationName ?? null,
    variableValues: variables ?? {},
  });
  // Introspection waits for nothing.
  return result as GatewayExecutionResult;
}

function merge(
  about: Record<string, unknown>,
  given: GatewayExecutionResult,
  names: readonly string[],
): GatewayExecutionResult {
  const { data } = given;
  if (!data) return given;
  const entries = names.flatMap((name): [string, unknown][] => {
    const part = Object.hasOwn(about, name) ? about : data;
    return Object.hasOwn(part, name) ? [[name, part[name]]] : [];
  });
  return { ...given, data: Object.fromEntries(entries) };
}

/** The names of the fields at the root, in the order that the specification has for them. */
function rootNames(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operationName, variables = {} }: OperationInput,
): readonly string[] {
  const operation = getOperationAST(document, operationName);
  if (!operation) return [];
  const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const names = new Set<string>();
  const visited = new Set<string>();
  collect(operation.selectionSet);
  return [...names];

  function collect(selectionSet: SelectionSetNode): void {
    for (const selection of selectionSet.selections) {
      if (!isIncluded(selection)) continue;
      if (selection.kind === Kind.FIELD) names.add((selection.alias ?? selection.name).value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        const fragment = document.definitions.find(
          (node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === selection.name.value,
        );
        if (fragment?.kind === Kind.FRAGMENT_DEFINITION) collect(fragment.selectionSet);
      }
    }
  }

  function isIncluded(selection: SelectionNode): boolean {
    return (
      getDirectiveValues(GraphQLSkipDirective, selection, coerced)?.if !== true &&
      getDirectiveValues(GraphQLIncludeDirective, selection, coerced)?.if !== false
    );
  }
}
