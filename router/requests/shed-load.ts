import { type ApolloServer, type BaseContext, HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest, preParsingHookHandler } from 'fastify';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Admission } from '../../platform/http/admission.ts';
import { graphqlError, leaveBodyUnread } from '../../platform/http/http-server.ts';

const RETRY_AFTER_SECONDS = 1;
const REFUSAL = graphqlError(
  'OVERLOADED',
  'Too many requests at once; nothing was done. Try again in a moment.',
);
/** The body of a request that is no longer than this is read and forgotten: a new connection costs more. */
const SHORT_BODY_BYTES = 64 * 1024;

/** Answers 503 before the body is read when whoever comes would not get a place in time. */
export function turnAwayEarly(admission: Admission): preParsingHookHandler {
  return (request: FastifyRequest, reply: FastifyReply, payload, done) => {
    if (!admission.turnsAway()) return done(null, payload);
    const length = request.headers['content-length'];
    if (length === undefined || Number(length) > SHORT_BODY_BYTES) leaveBodyUnread(request, reply);
    reply.code(503).header('retry-after', RETRY_AFTER_SECONDS).send(REFUSAL);
  };
}

type Executor<Context extends BaseContext> = Pick<ApolloServer<Context>, 'executeHTTPGraphQLRequest'>;

/**
 * Apollo Server that executes as many requests at a time as there are places. A place is taken when the body is there and
 * given back when the answer is, so that who sends or reads slowly holds none.
 */
export function withAdmission<Context extends BaseContext>(
  apollo: Executor<Context>,
  admission: Admission,
): Executor<Context> {
  return {
    async executeHTTPGraphQLRequest(options) {
      const entered = admission.enter();
      const place = entered instanceof Promise ? await entered : entered;
      if (!place) return refusal();
      try {
        return await apollo.executeHTTPGraphQLRequest(options);
      } finally {
        admission.leave(place);
      }
    },
  };
}

function refusal(): Awaited<ReturnType<ApolloServer['executeHTTPGraphQLRequest']>> {
  return {
    status: 503,
    headers: new HeaderMap([
      ['content-type', 'application/json; charset=utf-8'],
      ['retry-after', String(RETRY_AFTER_SECONDS)],
    ]),
    body: { kind: 'complete', string: JSON.stringify(REFUSAL) },
  };
}

/** Shows in metrics how many requests are in flight, how many wait and how many were turned away. */
export function measureAdmission(registry: Registry, admission: Admission): void {
  const registers = [registry];
  new Gauge({
    name: 'graphql_requests_in_flight',
    help: 'GraphQL requests that are being executed.',
    registers,
    collect() {
      this.set(admission.inFlight);
    },
  });
  new Gauge({
    name: 'graphql_requests_limit',
    help: 'GraphQL requests that are executed at a time at most, found by trying.',
    registers,
    collect() {
      this.set(admission.places);
    },
  });
  new Gauge({
    name: 'graphql_requests_waiting',
    help: 'GraphQL requests that wait for a place.',
    registers,
    collect() {
      this.set(admission.waiting);
    },
  });
  let told = 0;
  new Counter({
    name: 'graphql_requests_shed_total',
    help: 'GraphQL requests answered 503 because too many were in flight.',
    registers,
    collect() {
      this.inc(admission.shed - told);
      told = admission.shed;
    },
  });
}
