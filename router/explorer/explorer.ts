import { extname } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { GRAPHQL_PATH } from '../../platform/http/requests/paths.ts';
import { graphqlError } from '../../platform/http/server/error-answers.ts';
import { BUILT_TYPES, FOR_GOOD, takesBrotli } from '../requests/built-files.ts';
import { refuseOtherMethods } from '../requests/other-methods.ts';
import { callerInWords } from './caller-in-words.ts';
import { EXAMPLE_QUERY } from './example-query.ts';
import { type GraphiqlFiles, graphiqlFiles } from './graphiql-files.ts';
import { FIRST_LOAD, FIRST_LOAD_SCRIPT } from './graphiql-first-load.ts';
import { graphiqlPage } from './graphiql-page.ts';
import { SANDBOX_SCRIPT_ORIGIN, sandboxPage } from './sandbox-page.ts';

/**
 * The pages for people: Apollo Sandbox at `/`, GraphiQL at `/graphiql`. Both send queries to this router from its own
 * origin, so that the browser adds the Basic credentials it has asked for, and both say whose these are.
 */
export function registerExplorer(app: FastifyInstance): void {
  let files: Promise<GraphiqlFiles> | null = null;
  const graphiql = () => {
    files ??= graphiqlFiles();
    return files;
  };
  for (const url of ['/', '/graphiql'])
    refuseOtherMethods(app, {
      url,
      allowed: ['GET', 'HEAD'],
      answer: graphqlError(
        'METHOD_NOT_ALLOWED',
        `This is a page, which is only read; GraphQL is at ${GRAPHQL_PATH}.`,
      ),
    });
  app.get('/', ({ identity }, reply) =>
    sendPage(reply, sandboxPage(EXAMPLE_QUERY, callerInWords(identity)), {
      'script-src': `'self' 'unsafe-inline' ${SANDBOX_SCRIPT_ORIGIN}`,
      'frame-src': 'https://sandbox.embed.apollographql.com',
      'style-src': "'unsafe-inline'",
      'img-src': "'self' data:",
    }),
  );
  app.get('/graphiql', async ({ identity }, reply) =>
    sendPage(reply, graphiqlPage(EXAMPLE_QUERY, callerInWords(identity), (await graphiql()).page), {
      'default-src': "'none'",
      'script-src': "'self'",
      // Monaco writes the colours of a theme and the place of each line into the page while it runs.
      'style-src': "'self' 'unsafe-inline'",
      'font-src': 'data:',
      'img-src': "'self' data:",
      'connect-src': "'self'",
      'worker-src': "'self'",
      'form-action': "'none'",
    }),
  );
  app.get(`/graphiql/${FIRST_LOAD}`, (_request, reply) =>
    reply
      .header('content-type', BUILT_TYPES['.js'])
      .header('cache-control', 'no-cache')
      .header('content-security-policy', "default-src 'none'")
      .send(FIRST_LOAD_SCRIPT),
  );
  app.get<{ Params: { asset: string } }>('/graphiql/:asset', async (request, reply) => {
    const { names, read } = await graphiql();
    const { asset } = request.params;
    const type = BUILT_TYPES[extname(asset)];
    if (!names.has(asset) || type === undefined) return reply.callNotFound();
    const compressed = takesBrotli(request);
    reply
      .header('content-type', type)
      .header('cache-control', FOR_GOOD)
      .header('vary', 'Accept-Encoding')
      // A worker is under the policy of its own file.
      .header('content-security-policy', "default-src 'none'");
    if (compressed) reply.header('content-encoding', 'br');
    return reply.send(await read(asset, compressed));
  });
}

function sendPage(reply: FastifyReply, html: string, policy: Record<string, string>): FastifyReply {
  const directives = {
    'default-src': "'self'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
    ...policy,
  };
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header(
      'content-security-policy',
      Object.entries(directives)
        .map(([name, sources]) => `${name} ${sources}`)
        .join('; '),
    )
    .send(html);
}
