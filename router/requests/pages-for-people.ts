import type { FastifyInstance, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { CONSOLE_PATH, consoleMessagePage, messagePage } from './message-page.ts';

const HTML_TYPE = 'text/html';
/** Of a page that `messagePage` makes. */
export const MESSAGE_PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': `${HTML_TYPE}; charset=utf-8`,
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
};
/** Files that the console offers: what hinders one is read where the console was. */
const EXPORTS: ReadonlySet<string> = new Set(['/acessos.csv', '/acessos.ndjson']);
/** What an answer can be, for programs first. */
const TYPES = ['application/json', 'application/graphql-response+json', HTML_TYPE];

/**
 * Answers people, who have opened a wrong page or left the browser's question for credentials, with a page instead of
 * JSON, at addresses of the console in Portuguese. A client that does not prefer HTML is answered as ever.
 */
export function answerPeople(
  app: FastifyInstance,
  { explorer, console: hasConsole }: { explorer: boolean; console: boolean },
): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (reply.statusCode < 400 || typeof payload !== 'string' || !isPerson(request)) return done();
    const { statusCode: status } = reply;
    reply.removeHeader('content-length').headers(MESSAGE_PAGE_HEADERS);
    if (!hasConsole || !isOfConsole(request))
      return done(null, messagePage(status, errorIn(payload).message, explorer));
    done(null, consoleMessagePage(status, errorIn(payload).code));
  });
}

function isOfConsole({ url }: FastifyRequest): boolean {
  const [path = ''] = url.split('?', 1);
  return path === CONSOLE_PATH || path.startsWith(`${CONSOLE_PATH}/`) || EXPORTS.has(path);
}

function isPerson({ method, headers }: FastifyRequest): boolean {
  return prefersPage(method, headers.accept);
}

/** Whether a page is read rather than JSON. */
export function prefersPage(method: string | undefined, accept: string | undefined): boolean {
  return (
    method === 'GET' &&
    accept !== undefined &&
    new Negotiator({ headers: { accept } }).mediaType(TYPES) === HTML_TYPE
  );
}

/** What the first error of an answer says. */
function errorIn(payload: string): { message: string; code: string } {
  try {
    const { errors } = JSON.parse(payload) as {
      errors?: { message?: unknown; extensions?: { code?: unknown } }[];
    };
    const { message, extensions } = errors?.[0] ?? {};
    return { message: String(message ?? ''), code: String(extensions?.code ?? '') };
  } catch {
    // An answer in another form says nothing that could be quoted.
    return { message: '', code: '' };
  }
}
