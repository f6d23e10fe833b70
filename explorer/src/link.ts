/** What an address asks GraphiQL to show. */
export interface Link {
  query: string;
  /** JSON as it was written; empty without any. */
  variables: string;
  operationName: string | null;
}

/** Longer addresses are not written: the router would refuse them when the page is loaded again. */
const MAX_SEARCH = 8_000;

/** The operation of an address's `?query=`, `variables` and `operationName`; null when it names none. */
export function readLink(search: string): Link | null {
  const parameters = new URLSearchParams(search);
  const query = parameters.get('query');
  if (query === null || query.trim() === '') return null;
  return {
    query,
    variables: parameters.get('variables') ?? '',
    operationName: parameters.get('operationName') || null,
  };
}

/** The search part of the address that shows this operation; empty when it would be too long for one. */
export function writeLink({ query, variables, operationName }: Link): string {
  const parameters = new URLSearchParams({ query });
  if (variables.trim() !== '') parameters.set('variables', variables);
  if (operationName !== null) parameters.set('operationName', operationName);
  const search = `?${parameters}`;
  return search.length > MAX_SEARCH ? '' : search;
}
