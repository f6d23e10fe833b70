import { METHODS, maxHeaderSize } from 'node:http';
import type { Socket } from 'node:net';
import underPressure from '@fastify/under-pressure';
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  type RawRequestDefaultExpression,
} from 'fastify';
import { loggableError } from '../errors/loggable-error.ts';
import type { Log } from '../process/logging.ts';
import { traceOfLine } from '../telemetry/span.ts';
import { prepareDraining } from './draining.ts';
import { prepareHttp2 } from './http2-sessions.ts';
import { BodyEncoded, BodyNotUtf8, readJsonBodies } from './json-body.ts';
import { GRAPHQL_PATH, LIVE_PATH, METRICS_PATH, READY_PATH } from './paths.ts';
import { prepareDeadlines } from './request-deadline.ts';
import { REQUEST_ID_HEADER, requestId } from './request-id.ts';
import { endSlowClients, SLOW_CLIENTS, type SlowClientLimits } from './slow-clients.ts';
import { followTls, readTls, type TlsFiles } from './tls.ts';
import { prepareSpans } from './trace-requests.ts';

export interface HttpServerOptions {
  log: Log;
  /** Largest request body, bytes. */
  bodyLimit: number;
  /** Whether this process takes traffic; the body is what `/health/ready` answers. */
  ready(): Promise<Readiness>;
  /** Headers of every answer, beside the request id. */
  headers: Readonly<Record<string, string>>;
  /** Proxies whose `X-Forwarded-For` says where a request comes from; none by default. */
  trustedProxies?: readonly string[];
  /** Names the caller in the access log without naming a person; null when nobody has logged in. */
  userRef?(request: FastifyRequest): string | null;
  /** Whether a request that was answered gets a line in the access log; by default each does. */
  isLogged?(request: FastifyRequest, reply: FastifyReply): boolean;
  /** Whether only a router and other subgraphs call, whose requests may stand for several others. */
  internal?: true;
  /** Whether numbers in bodies that JavaScript cannot hold stay as they were written. */
  exactNumbers?: true;
  /** How long the server goes on serving, not ready any more, when it is told to close, milliseconds; by default 0. */
  drainMs?: number;
  /** How long requests that are under way may hold up closing, milliseconds; by default 12 s. */
  closeGraceMs?: number;
  /** Serves HTTPS, as HTTP/2 to clients that speak it; null serves HTTP. */
  tls?: TlsFiles | null;
  /** In place of what clients may take for requests and answers by default. */
  slowClients?: Partial<SlowClientLimits>;
}

export interface Readiness {
  ok: boolean;
  body: Record<string, unknown>;
}

const MAX_EVENT_LOOP_DELAY_MS = 2_000;
/** More than a router waits for a subgraph by default. */
export const CLOSE_GRACE_MS = 12_000;
/** For a whole request to arrive. */
const REQUEST_TIMEOUT_MS = 60_000;
/** For the next request of a connection; more than load balancers keep theirs. */
const KEEP_ALIVE_MS = 72_000;
const CODES: ReadonlyMap<number, string> = new Map([
  [413, 'PAYLOAD_TOO_LARGE'],
  [429, 'TOO_MANY_REQUESTS'],
  [503, 'SERVICE_UNAVAILABLE'],
]);
/** Whoever asks these has to be answered the more, the more there is to do. */
const NEVER_SHED: ReadonlySet<string | undefined> = new Set([LIVE_PATH, READY_PATH, METRICS_PATH]);
const TOO_BUSY = 'Too busy; try again in a moment.';
/** No route has this path: what comes here is authenticated like everything else, and then not found. */
const MALFORMED_URL = '/malformed-url';
const KNOWN_METHODS: ReadonlySet<string> = new Set(METHODS);

/** No route has a schema, so that the compilers which Fastify would load for them at each start are not needed. */
const WITHOUT_SCHEMAS = { buildValidator: () => refuseSchemas, buildSerializer: () => refuseSchemas };

function refuseSchemas(): never {
  throw new Error('Routes have no schemas here; see WITHOUT_SCHEMAS.');
}

/**
 * What every HTTP server here has: headers of its own, load shedding, health, a request id on every answer, one log
 * line per request without its query string, and errors in GraphQL's shape.
 */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { tls = null } = options;
  const app = Fastify({
    ...(tls ? secured(tls) : {}),
    logger: false,
    rewriteUrl: (request) => addressToRoute(request),
    clientErrorHandler: answerUnreadableRequest,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
    bodyLimit: options.bodyLimit,
    genReqId: (request) =>
      requestId(request.headers[REQUEST_ID_HEADER], { several: options.internal === true }),
    requestIdHeader: false,
    forceCloseConnections: 'idle',
    // Its own 503 is nothing that a GraphQL client understands.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 100, querystringParser: addressParameters },
    schemaController: { compilersFactory: WITHOUT_SCHEMAS },
  });
  if (tls) {
    const unfollow = followTls(app.server, tls, options.log);
    app.addHook('onClose', async () => unfollow());
  }
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(options.headers).header(REQUEST_ID_HEADER, request.id);
    done();
  });
  prepareDeadlines(app);
  prepareSpans(app);
  readJsonBodies(app, { exactNumbers: options.exactNumbers === true });
  prepareDraining(app, {
    drainMs: options.drainMs ?? 0,
    graceMs: options.closeGraceMs ?? CLOSE_GRACE_MS,
    refusal: graphqlError('SERVICE_UNAVAILABLE', 'This server is stopping; send the request again.'),
  });
  if (tls) {
    // What Fastify tells a server of HTTP/1.1 alone.
    Object.assign(app.server, {
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveTimeoutBuffer: 0,
    });
    prepareHttp2(app, options.closeGraceMs ?? CLOSE_GRACE_MS);
  }
  endSlowClients(app, { ...SLOW_CLIENTS, requestMs: REQUEST_TIMEOUT_MS, ...options.slowClients });
  if (options.log.isLevelEnabled('info')) {
    app.addHook('onResponse', (request, reply, done) => {
      if (options.isLogged?.(request, reply) ?? true)
        options.log.info(accessLine(request, reply, options.userRef), 'request');
      done();
    });
  }
  await app.register(underPressure, {
    maxEventLoopDelay: MAX_EVENT_LOOP_DELAY_MS,
    exposeStatusRoute: false,
    pressureHandler: (request, reply) => {
      if (NEVER_SHED.has(request.routeOptions.url)) return;
      reply.header('retry-after', 1);
      return Promise.reject(Object.assign(new Error(TOO_BUSY), { statusCode: 503 }));
    },
  });
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply, options.log));
  app.setNotFoundHandler((_request, reply) => {
    reply.code(404).send(graphqlError('NOT_FOUND', `Nothing here; GraphQL is at ${GRAPHQL_PATH}.`));
  });
  app.get(LIVE_PATH, async () => ({ status: 'live' }));
  app.get(READY_PATH, async (_request, reply) => {
    if (app.life.state !== 'serving') return reply.code(503).send({ status: 'stopping' });
    const { ok, body } = await options.ready();
    return reply.code(ok ? 200 : 503).send(body);
  });
  return app;
}

/**
 * The options of a server for HTTP/2 and HTTP/1.1 over TLS. They have the type of those of a plain server: requests and
 * replies are used here for what both kinds have.
 */
function secured(files: TlsFiles): FastifyServerOptions {
  const https = { ...readTls(files), allowHTTP1: true, minVersion: 'TLSv1.2' };
  return { http2: true, https } as FastifyServerOptions;
}

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

/**
 * The parameters of an address, as URLSearchParams reads them, and so Apollo Server: whoever judges a request has to see what
 * is carried out. A name that is there several times has all its values.
 */
function addressParameters(text: string): Record<string, string | string[]> {
  const byName = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    const before = byName.get(name);
    if (before === undefined) byName.set(name, value);
    else if (typeof before === 'string') byName.set(name, [before, value]);
    else before.push(value);
  }
  return Object.fromEntries(byName);
}

/**
 * The address by which a request is routed. Fastify would answer some before authentication and without any header: addresses
 * that are malformed, and methods that nobody knows, which HTTP/2 lets through.
 */
function addressToRoute(request: RawRequestDefaultExpression): string {
  const { url = '/', method = '' } = request;
  if (!KNOWN_METHODS.has(method)) {
    request.method = 'GET';
    return MALFORMED_URL;
  }
  return isWellFormed(url) ? url : MALFORMED_URL;
}

/** Whether every `%` in a URL starts an escape of UTF-8. */
function isWellFormed(url: string): boolean {
  if (!url.includes('%')) return true;
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    // Malformed, which is the result.
    return false;
  }
}

/** Answers what is no HTTP request that a handler could be asked about, without quoting it, and hangs up. */
function answerUnreadableRequest(error: NodeJS.ErrnoException, socket: Socket): void {
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

function accessLine(
  request: FastifyRequest,
  reply: FastifyReply,
  userRef: HttpServerOptions['userRef'],
): object {
  const ref = userRef?.(request) ?? null;
  return {
    requestId: request.id,
    method: request.method,
    path: request.routeOptions.url ?? '(unknown)',
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    ...(ref === null ? {} : { userRef: ref }),
    ...traceOfLine(request.span),
  };
}

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log): void {
  const status =
    error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
      ? error.statusCode
      : 500;
  if (status >= 500 && status !== 503) {
    log.error(
      { requestId: request.id, error: loggableError(error), ...traceOfLine(request.span) },
      'request failed',
    );
    reply.code(500).send(graphqlError('INTERNAL_SERVER_ERROR', 'Internal server error.'));
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
