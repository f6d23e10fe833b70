import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  beginEntry,
  currentTracer,
  type Span,
  type TraceHeaders,
  traceHeaders,
  within,
} from '../../telemetry/span.ts';
import { EVENTS_PATH, GRAPHQL_PATH } from '../requests/paths.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Its span; null where it is not traced. */
    span: Span | null;
  }
}

/** What a request's trace has to do with that of its client. */
export interface Origin {
  /** The span that it is part of; null begins a trace. */
  readonly parent: TraceHeaders | null;
  /** Another one that caused it. */
  readonly links?: readonly TraceHeaders[];
}

type TraceHeaderFields = Parameters<typeof traceHeaders>[0];

/** What is traced; health and metrics would be most of all traces. */
const TRACED: ReadonlySet<string | undefined> = new Set([GRAPHQL_PATH, EVENTS_PATH]);
/** As it is written where a client goes before it has its answer. */
const CLIENT_GONE = 'client_gone';

/** Gives every request of a server room for its span. */
export function prepareSpans(app: FastifyInstance): void {
  app.decorateRequest('span', null);
}

/**
 * Traces requests that have come so far: to be called after what refuses those of strangers, who could fill the queue of
 * spans. The handler runs within the span, which begins with the request.
 *
 * @param originOf what becomes of the trace that a client says to be in; by default it goes on
 */
export function traceRequests(
  app: FastifyInstance,
  originOf: (client: TraceHeaders | null) => Origin = (parent) => ({ parent }),
): void {
  if (currentTracer() === null) return;
  app.addHook('onRequest', (request, reply, done) => {
    const { url: route } = request.routeOptions;
    if (!TRACED.has(route)) return done();
    const { parent, links = [] } = originOf(traceHeaders(request.headers));
    const span = beginEntry(
      `${request.method} ${route}`,
      { kind: 'server', elapsedMs: reply.elapsedTime, attributes: attributesOf(request), links },
      parent,
    );
    request.span = span;
    if (span?.isRecorded) {
      // Every response is closed at its end, also one that nobody reads.
      reply.raw.once('close', () => {
        const { statusCode } = reply;
        span.set({ 'http.response.status_code': statusCode });
        if (!reply.raw.writableEnded) span.fail(CLIENT_GONE);
        else if (statusCode >= 500) span.fail(String(statusCode));
        span.end();
      });
    }
    done();
  });
  // Not before the body has been read: its events come from the connection, and would know nothing of the span.
  app.addHook('preHandler', (request, _reply, done) => within(request.span, done));
}

/**
 * Begins the span of a request that came within another one; null where nothing is traced. The caller ends it.
 *
 * @param elapsedMs since the other one came
 */
export function beginBatchedSpan(
  within: FastifyRequest,
  headers: TraceHeaderFields,
  { path, requestId, elapsedMs }: { path: string; requestId: string; elapsedMs: number },
): Span | null {
  if (currentTracer() === null) return null;
  const attributes = {
    ...attributesOf(within),
    'http.route': path,
    'url.path': path,
    'graph.request.id': requestId,
  };
  return beginEntry(`POST ${path}`, { kind: 'server', elapsedMs, attributes }, traceHeaders(headers));
}

/** Ends the span of a request that came within another one: null says that its client has gone. */
export function endBatchedSpan(span: Span | null, status: number | null): void {
  if (span === null) return;
  if (status === null) span.fail(CLIENT_GONE);
  else {
    span.set({ 'http.response.status_code': status });
    if (status >= 500) span.fail(String(status));
  }
  span.end();
}

function attributesOf(request: FastifyRequest) {
  const { protocol, routeOptions, method, raw, id } = request;
  return {
    'http.request.method': method,
    'http.route': routeOptions.url ?? '',
    'url.path': routeOptions.url ?? '',
    'url.scheme': protocol,
    'network.protocol.version': raw.httpVersion,
    'graph.request.id': id,
  };
}
