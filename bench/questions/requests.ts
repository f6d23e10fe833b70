import type { BenchQuery, RestRequest, Variables } from './queries.ts';

/** Values of the `Authorization` header, one for each user. */
export type Authorizations = readonly [string, ...string[]];

/** How a contestant is spoken to. */
export interface Endpoint {
  /** `http://127.0.0.1:port` */
  origin: string;
  speaks: 'graphql' | 'rest';
  authorizations: Authorizations;
  /** Of every request, beside `authorization` and what tells its form. */
  headers?: Readonly<Record<string, string>>;
}

/** What asks this contestant the query. Throws RangeError where it has no such form. */
export function requestFor(speaks: Endpoint['speaks'], query: BenchQuery, variables: Variables): RestRequest {
  if (speaks === 'rest') {
    if (!query.rest) throw new RangeError(`${query.name} has no form for REST`);
    return query.rest(variables);
  }
  return { method: 'POST', path: '/graphql', body: JSON.stringify({ query: query.document, variables }) };
}

/** @param turn whose turn it is: users take turns */
export function headersFor(
  { authorizations, headers }: Endpoint,
  { body }: RestRequest,
  turn: number,
): Record<string, string> {
  const authorization = authorizations[turn % authorizations.length] ?? authorizations[0];
  return body === undefined
    ? { ...headers, accept: 'application/json', authorization }
    : { ...headers, accept: 'application/json', authorization, 'content-type': 'application/json' };
}

/** The same contestant, asked by the first so many of its users. */
export function forUsers(endpoint: Endpoint, users: number): Endpoint {
  const [first, ...others] = endpoint.authorizations;
  return { ...endpoint, authorizations: [first, ...others.slice(0, users - 1)] };
}
