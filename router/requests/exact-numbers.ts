import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import { withExactNumbers } from '../../platform/http/exact-json.ts';

/** Has large numbers in the body of a request reach subgraphs as they were written. */
export function readExactNumbers(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    // It calls back at once.
    void parse(request, text as string, (error, parsed) => {
      if (error) done(error);
      else done(null, withExactNumbers(parsed, text as string));
    });
  });
}

/** The same for the variables in the address of a GET request, which Apollo Server parses by itself. */
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
