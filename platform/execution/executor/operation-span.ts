import type { Attributes } from '../../telemetry/span.ts';

/** A client may call its operation anything. */
const MAX_NAME_CHARACTERS = 100;

/** What a span says of an operation: its name, and neither its text nor its variables. */
export function operationAttributes(
  type: 'query' | 'mutation',
  operationName: string | null | undefined,
): Attributes {
  return {
    'graphql.operation.type': type,
    ...(operationName ? { 'graphql.operation.name': operationName.slice(0, MAX_NAME_CHARACTERS) } : {}),
  };
}

/** What an answer's errors are called in a span: the code of the first. */
export function errorType(errors: readonly { extensions?: { code?: unknown } }[]): string {
  const code = errors[0]?.extensions?.code;
  return typeof code === 'string' ? code : 'GRAPHQL_ERROR';
}
