import { maxHeaderSize } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { loggableError } from '../../errors/loggable-error.ts';
import type { Log } from '../../process/logging/logging.ts';
import { traceOfLine } from '../../telemetry/span.ts';
import { BodyEncoded, BodyNotUtf8 } from '../bodies/json-body.ts';
import { REQUEST_TIMEOUT_MS } from '../connections/slow-clients.ts';

const CODES: ReadonlyMap<number, string> = new Map([
  [413, 'PAYLOAD_TOO_LARGE'],
  [429, 'TOO_MANY_REQUESTS'],
  [503, 'SERVICE_UNAVAILABLE'],
]);

/**
 * Says that the connection ends with this answer when the request has a body that nobody will read: another request
 * could not follow it.
 */
export function leaveBodyUnread({ headers, raw }: FastifyRequest, reply: FastifyReply): void {
  // Requests of HTTP/2 do not follow each other.
  if (raw.httpVersionMajor >= 2) return;
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (hasBody) reply.header('connection', 'close');
}

/** An error body that GraphQL clients understand. */
export function graphqlError(code: string, message: string): { errors: object[] } {
  return { errors: [{ message, extensions: { code } }] };
}

/** The body of the answer (500) to what went wrong here, whose reason is in the log. */
export const INTERNAL_ERROR = graphqlError('INTERNAL_SERVER_ERROR', 'Internal server error.');

/** Answers what is no HTTP request that a handler could be asked about, without quoting it, and hangs up. */
export function answerUnreadableRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, message] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? [
          '431 Request Header Fields Too Large',
          `The request headers have more than ${maxHeaderSize} bytes together, as they may have at most.`,
        ]
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? [
            '408 Request Timeout',
            `The request took more than ${REQUEST_TIMEOUT_MS / 1_000} s to arrive, as it may take at most.`,
          ]
        : ['400 Bad Request', 'This is not an HTTP request.'];
  const body = JSON.stringify(graphqlError('BAD_REQUEST', message));
  // A client that leaves its half open would keep the connection for ever.
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** Answers with what a hook or handler has thrown; what clients cannot help is logged, and told without its reason. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log): void {
  const status =
    error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
      ? error.statusCode
      : 500;
  if (status >= 500 && status !== 503) {
    log.error(
      { requestId: request.id, error: loggableError(error), ...traceOfLine(request.span) },
      'request failed',
    );
    reply.code(500).send(INTERNAL_ERROR);
    return;
  }
  const message = status === 413 ? tooLarge(request) : clientMessage(status, error);
  reply.code(status).send(graphqlError(CODES.get(status) ?? 'BAD_REQUEST', message));
}

/** A body whose length was not announced is not read to its end. */
function tooLarge({ headers, routeOptions: { bodyLimit } }: FastifyRequest): string {
  const length = Number(headers['content-length'] ?? 0);
  const has = length > bodyLimit ? `${length}` : `more than ${bodyLimit}`;
  return `The request body has ${has} bytes; at most ${bodyLimit} are allowed.`;
}

/** Fastify's own messages may quote the request; these do not. */
function clientMessage(status: number, error: unknown): string {
  if (error instanceof BodyNotUtf8) return 'The request is not in UTF-8.';
  if (error instanceof BodyEncoded) return 'Send the request body as it is, without content-encoding.';
  if (status === 415) return 'Send the query as application/json.';
  if (status === 429 || status === 503)
    return error instanceof Error ? error.message : 'Too busy; try again.';
  return 'The request could not be read; send a JSON object with `query`.';
}
