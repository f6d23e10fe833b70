import type { ApolloServerPlugin } from '@apollo/server';
import { withExactNumbers } from '../../platform/http/bodies/exact-json.ts';

/**
 * Keeps large numbers in the address of a GET request as they were written: Apollo Server would parse and round them. Those in
 * bodies the HTTP server keeps.
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
