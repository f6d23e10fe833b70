import type { ApolloServerPlugin } from '@apollo/server';
import { withExactNumbers } from '../../platform/http/exact-json.ts';

/**
 * Has large numbers reach subgraphs as they were written also from the address of a GET request, which Apollo Server parses by
 * itself; in bodies the HTTP server keeps them.
 */
export function exactNumbersInAddress<Context extends object>(): ApolloServerPlugin<Context> {
  return {
    requestDidStart({ request }) {
      if (request.http?.method === 'GET' && request.variables !== undefined) {
        const text = new URLSearchParams(request.http.search).get('variables');
        if (text !== null)
          request.variables = withExactNumbers(request.variables, text) as typeof request.variables;
      }
      return Promise.resolve();
    },
  };
}
