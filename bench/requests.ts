import type { BenchQuery, RestRequest, Variables } from './queries.ts';

/** How a contestant is spoken to. */
export interface Endpoint {
  /** `http://127.0.0.1:port` */
  origin: string;
  speaks: 'graphql' | 'rest';
  /** Value of the `Authorization` header. */
  authorization: string;
}

/** What asks this contestant the query. */
export function requestFor(speaks: Endpoint['speaks'], query: BenchQuery, variables: Variables): RestRequest {
  if (speaks === 'rest') return query.rest(variables);
  return { method: 'POST', path: '/graphql', body: JSON.stringify({ query: query.document, variables }) };
}

export function headersFor({ authorization }: Endpoint, { body }: RestRequest): Record<string, string> {
  return body === undefined
    ? { accept: 'application/json', authorization }
    : { accept: 'application/json', authorization, 'content-type': 'application/json' };
}
