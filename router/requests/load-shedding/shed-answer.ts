import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants, type Http2ServerRequest } from 'node:http2';
import { REQUEST_ID_HEADER, requestId } from '../../../platform/http/requests/request-id.ts';
import { graphqlError } from '../../../platform/http/server/error-answers.ts';
import { messagePage } from '../message-page.ts';
import { MESSAGE_PAGE_HEADERS, prefersPage } from '../pages-for-people.ts';
import { answerType } from '../status-for-media-type.ts';

/** Headers that a page of another origin may read. */
export const EXPOSED_HEADERS: readonly string[] = [REQUEST_ID_HEADER, 'retry-after'];
/** After how many seconds whoever got no place should ask again. */
export const RETRY_AFTER_SECONDS = '1';
const MESSAGE = 'Too many requests at once; nothing was done. Try again in a moment.';
/** The body of the answer to a request that got no place. */
export const SHED_ANSWER = JSON.stringify(graphqlError('OVERLOADED', MESSAGE));
/** The body of a request that is no longer than this is read and forgotten: a new connection costs more. */
const SHORT_BODY_BYTES = 64 * 1024;

export interface ShedAnswerOptions {
  /** Headers of every answer. */
  headers: Readonly<Record<string, string>>;
  corsOrigins: readonly (string | RegExp)[];
  /** Whether there are pages on which people explore the graph. */
  explorer: boolean;
}

/**
 * Writes the answer of a router that has too much to do: 503 with `Retry-After`, the same for everybody. It is made without
 * reading what is asked, as refusing must cost little, or soon it is all that a router does.
 * The connection stays open, but for a body that is long.
 */
export function writeShedAnswer({ headers, corsOrigins, explorer }: ShedAnswerOptions) {
  const common = { ...headers, 'retry-after': RETRY_AFTER_SECONDS };
  return (request: IncomingMessage, response: ServerResponse): void => {
    const { accept, origin } = request.headers;
    const isPage = prefersPage(request.method, accept);
    const body = isPage ? messagePage(503, MESSAGE, explorer) : SHED_ANSWER;
    const isOldHttp = request.httpVersionMajor < 2;
    const isLeftUnread = hasLongBody(request);
    response.writeHead(503, {
      ...common,
      ...(isPage ? MESSAGE_PAGE_HEADERS : { 'content-type': `${answerType(accept)}; charset=utf-8` }),
      'content-length': Buffer.byteLength(body),
      [REQUEST_ID_HEADER]: requestId(request.headers[REQUEST_ID_HEADER]),
      ...(origin === undefined ? {} : readableFor(origin, corsOrigins, headers)),
      ...(isOldHttp && isLeftUnread ? { connection: 'close' } : {}),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
    if (!isLeftUnread) request.resume();
    else if (!isOldHttp) endStream(request, response);
  };
}

/** Makes a client of HTTP/2 send no more of a body, which would use up what all its requests together may send. */
function endStream(request: IncomingMessage, response: ServerResponse): void {
  // Of a request of that version.
  const { stream } = request as unknown as Http2ServerRequest;
  response.once('finish', () => stream.close(constants.NGHTTP2_NO_ERROR));
}

function hasLongBody({ headers, method, httpVersionMajor }: IncomingMessage): boolean {
  if (headers['transfer-encoding'] !== undefined) return true;
  const length = headers['content-length'];
  // HTTP/2 needs none.
  if (length === undefined) return httpVersionMajor >= 2 && method !== 'GET' && method !== 'HEAD';
  return Number(length) > SHORT_BODY_BYTES;
}

/** Allows a page of an allowed origin to read the answer, as all others (routes.ts). */
function readableFor(
  origin: string,
  origins: ShedAnswerOptions['corsOrigins'],
  { vary }: Readonly<Record<string, string>>,
): Record<string, string> {
  const readable: Record<string, string> = isAllowed(origin, origins)
    ? {
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': EXPOSED_HEADERS.join(', '),
      }
    : {};
  return { ...readable, vary: vary === undefined ? 'Origin' : `${vary}, Origin` };
}

function isAllowed(origin: string, origins: ShedAnswerOptions['corsOrigins']): boolean {
  return origins.some((one) => (typeof one === 'string' ? one === origin : one.test(origin)));
}
