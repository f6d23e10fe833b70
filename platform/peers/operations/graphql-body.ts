/** An operation as GraphQL over HTTP has it. */
export interface GraphqlBody {
  query: string;
  variables?: Record<string, unknown> | undefined;
  operationName?: string | undefined;
}
