import type { FastifyInstance, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

const HTML_TYPE = 'text/html';
/** Of a page that `messagePage` makes. */
export const MESSAGE_PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': `${HTML_TYPE}; charset=utf-8`,
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
};
/** What an answer can be, for programs first. */
const TYPES = ['application/json', 'application/graphql-response+json', HTML_TYPE];

/**
 * Answers people, who have opened a wrong page or left the browser's question for credentials, with a page instead of
 * JSON. A client that does not prefer HTML is answered as ever.
 */
export function answerPeople(app: FastifyInstance, { explorer }: { explorer: boolean }): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (reply.statusCode < 400 || typeof payload !== 'string' || !isPerson(request)) return done();
    reply.removeHeader('content-length').headers(MESSAGE_PAGE_HEADERS);
    done(null, messagePage(reply.statusCode, messageIn(payload), explorer));
  });
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
function messageIn(payload: string): string {
  try {
    const { errors } = JSON.parse(payload) as { errors?: { message?: unknown }[] };
    return String(errors?.[0]?.message ?? '');
  } catch {
    // An answer in another form says nothing that could be quoted.
    return '';
  }
}

const TITLES: Readonly<Record<number, string>> = {
  401: 'Log in first',
  404: 'Nothing here',
  429: 'Too many requests',
  503: 'Try again in a moment',
};

/** A page that says what went wrong. */
export function messagePage(status: number, message: string, explorer: boolean): string {
  const title = TITLES[status] ?? 'This does not work';
  const ways = explorer
    ? 'Explore the graph in <a href="/">Apollo Sandbox</a> or <a href="/graphiql">GraphiQL</a>.'
    : 'Programs send their queries to <code>/graphql</code>, by POST.';
  const again = status === 401 ? '<p>Reload this page to be asked for your name and password again.</p>' : '';
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>:root{color-scheme:light dark;background:Canvas}body{font:1.1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem}</style>
<main>
<h1>${title}</h1>
<p>${escaped(message)}</p>
${again}<p>${ways}</p>
</main>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
