import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { EXAMPLE_QUERY } from './example-query.ts';
import { graphiqlPage } from './graphiql-page.ts';
import { SANDBOX_SCRIPT_ORIGIN, sandboxPage } from './sandbox-page.ts';

const require = createRequire(import.meta.url);

/** GraphiQL and what it runs on, served from the installed packages. */
const ASSETS: Readonly<Record<string, { of: string; file: string; type: string }>> = {
  'react.js': { of: 'react', file: 'umd/react.production.min.js', type: 'text/javascript' },
  'react-dom.js': { of: 'react-dom', file: 'umd/react-dom.production.min.js', type: 'text/javascript' },
  'graphiql.js': { of: 'graphiql', file: 'graphiql.min.js', type: 'text/javascript' },
  'graphiql.css': { of: 'graphiql', file: 'graphiql.min.css', type: 'text/css' },
};

/**
 * The pages for people: Apollo Sandbox at `/`, GraphiQL at `/graphiql`. Both send queries to this router from its own
 * origin, so that the browser adds the Basic credentials it has asked for.
 */
export function registerExplorer(app: FastifyInstance): void {
  app.get('/', (_request, reply) =>
    sendPage(reply, sandboxPage(EXAMPLE_QUERY), {
      'script-src': `'self' 'unsafe-inline' ${SANDBOX_SCRIPT_ORIGIN}`,
      'frame-src': 'https://sandbox.embed.apollographql.com',
      'style-src': "'unsafe-inline'",
      'img-src': "'self' data:",
    }),
  );
  app.get('/graphiql', (_request, reply) =>
    sendPage(reply, graphiqlPage(EXAMPLE_QUERY), {
      'script-src': "'self' 'unsafe-inline' 'unsafe-eval'",
      'style-src': "'self' 'unsafe-inline'",
      'font-src': "'self' data:",
      'img-src': "'self' data:",
      'worker-src': "'self' blob:",
    }),
  );
  app.get<{ Params: { asset: string } }>('/graphiql/:asset', async (request, reply) => {
    const asset = ASSETS[request.params.asset];
    if (!asset) return reply.callNotFound();
    return reply
      .header('content-type', `${asset.type}; charset=utf-8`)
      .header('cache-control', 'private, max-age=86400')
      .send(await readFile(join(dirname(require.resolve(`${asset.of}/package.json`)), asset.file)));
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
