import underPressure from '@fastify/under-pressure';
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import type { Log } from '../../process/logging/logging.ts';
import { traceOfLine } from '../../telemetry/span.ts';
import { readJsonBodies } from '../bodies/json-body.ts';
import { prepareDraining } from '../connections/draining.ts';
import { prepareHttp2 } from '../connections/http2-sessions.ts';
import {
  endSlowClients,
  REQUEST_TIMEOUT_MS,
  SLOW_CLIENTS,
  type SlowClientLimits,
} from '../connections/slow-clients.ts';
import { followTls, readTls, type TlsFiles } from '../connections/tls.ts';
import { GRAPHQL_PATH, LIVE_PATH, METRICS_PATH, READY_PATH } from '../requests/paths.ts';
import { addressParameters, addressToRoute } from '../requests/request-address.ts';
import { prepareDeadlines } from '../requests/request-deadline.ts';
import { REQUEST_ID_HEADER, requestId } from '../requests/request-id.ts';
import { type BatchedAnswer, prepareBatches } from './batched-answers.ts';
import { answerUnreadableRequest, graphqlError, sendError } from './error-answers.ts';
import { prepareSpans } from './trace-requests.ts';

/** What one HTTP server has of its own. */
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

/** Whether a process takes traffic, and what it answers to who asks. */
export interface Readiness {
  ok: boolean;
  body: Record<string, unknown>;
}

const MAX_EVENT_LOOP_DELAY_MS = 2_000;
/** More than a router waits for a subgraph by default. */
export const CLOSE_GRACE_MS = 12_000;
/** Of a path, in characters: more than headers may have. What is longer Fastify would answer before authentication. */
const MAX_PARAMETER = 1024 * 1024;
/** For the next request of a connection; more than load balancers keep theirs. */
const KEEP_ALIVE_MS = 72_000;
/** Whoever asks these has to be answered the more, the more there is to do. */
const NEVER_SHED: ReadonlySet<string | undefined> = new Set([LIVE_PATH, READY_PATH, METRICS_PATH]);
const TOO_BUSY = 'Too busy; try again in a moment.';

/** No route has a schema, so that the compilers which Fastify would load for them at each start are not needed. */
const WITHOUT_SCHEMAS = { buildValidator: () => refuseSchemas, buildSerializer: () => refuseSchemas };

function refuseSchemas(): never {
  throw new Error('Routes have no schemas here; see WITHOUT_SCHEMAS.');
}

/**
 * Makes a server with what every HTTP server here has: headers of its own, load shedding, health, a request id on
 * every answer, one log line per request without its query string, and errors in GraphQL's shape.
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
    routerOptions: { maxParamLength: MAX_PARAMETER, querystringParser: addressParameters },
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
  prepareBatches(app);
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
  endSlowClients(app, { ...SLOW_CLIENTS, ...options.slowClients });
  if (options.log.isLevelEnabled('info')) {
    app.batchedAnswers.push((answer) => options.log.info(batchedLine(answer), 'request'));
    app.addHook('onResponse', (request, reply, done) => {
      if (request.isBatch) return done();
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

function batchedLine({ requestId, path, status, ms, span }: BatchedAnswer): object {
  return { requestId, method: 'POST', path, status, ms: Math.round(ms * 10) / 10, ...traceOfLine(span) };
}
