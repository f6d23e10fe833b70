import { MAX_SUBGRAPH_ANSWER_BYTES } from '../../platform/http/bodies/answer-limit.ts';
import { type Env, integer, isProduction, setting } from '../../platform/process/config/config.ts';
import type { ValuesOf } from './settings.ts';

/** How much one request, one user and all together may ask for. */
export interface LimitConfig {
  /** How long a request may take as a whole, milliseconds. */
  requestTimeoutMs: number;
  /** Requests per minute and user; 0 is no limit. */
  rateLimitPerMinute: number;
  /** Operations that are executed at a time at most; as many wait. */
  maxRequestsInFlight: number;
  /** How long one may wait for its turn, milliseconds. */
  maxWaitMs: number;
  /** Largest request body, bytes. */
  bodyLimit: number;
  /** Largest answer to a client, bytes. */
  maxAnswerBytes: number;
  maxSelections: number;
  maxOperationDepth: number;
  maxOperationCost: number;
  /** What one user's operations may cost in a minute; 0 is no limit. */
  costPerMinute: number;
}

/** The variables of `limits` in the file. */
export function limitVariables(env: Env) {
  const production = isProduction(env);
  return {
    REQUEST_TIMEOUT_MS: setting(
      'limits.requestTimeoutMs',
      'how long a request may take, planning and all subgraphs together',
      integer(30_000, 100, 600_000),
    ),
    RATE_LIMIT_PER_MINUTE: setting(
      'limits.requestsPerMinute',
      'requests for each user, in all routers that share a Redis; 0 is no limit',
      integer(production ? 6_000 : 0, 0, 10_000_000),
    ),
    MAX_REQUESTS_IN_FLIGHT: setting(
      'limits.requestsInFlight',
      'GraphQL requests at a time at most, fewer where they only make each other wait; as many again may wait for their turn',
      integer(512, 1, 100_000),
    ),
    MAX_WAIT_MS: setting(
      'limits.waitMs',
      'how long a GraphQL request may wait for its turn while too many come; then it is answered 503 with `Retry-After`',
      integer(500, 0, 60_000),
    ),
    BODY_LIMIT_BYTES: setting(
      'limits.bodyBytes',
      'largest request',
      integer(256 * 1024, 1_024, 64 * 1024 * 1024),
    ),
    ANSWER_LIMIT_BYTES: setting(
      'limits.answerBytes',
      'largest answer, before it is compressed',
      integer(MAX_SUBGRAPH_ANSWER_BYTES, 1_024, 256 * 1024 * 1024),
    ),
    // At least what tools send to show a schema.
    MAX_SELECTIONS: setting(
      'limits.selections',
      'selections in a document, fragments counted where they are spread',
      integer(2_000, 500, 100_000),
    ),
    MAX_OPERATION_DEPTH: setting(
      'limits.depth',
      'fields inside each other, without introspection',
      integer(20, 1, 100),
    ),
    MAX_OPERATION_COST: setting(
      'limits.cost',
      'objects an answer could have, a tenth for each value; see `@listSize`, `@cost`',
      integer(50_000, 1, 100_000_000),
    ),
    COST_PER_MINUTE: setting(
      'limits.costPerMinute',
      'cost of the operations of each user, in all routers that share a Redis; 0 is no limit',
      integer(production ? 5_000_000 : 0, 0, 10_000_000_000),
    ),
  };
}

/** The limits, by the values of their variables. */
export function limitConfig(values: ValuesOf<typeof limitVariables>): LimitConfig {
  return {
    requestTimeoutMs: values.REQUEST_TIMEOUT_MS,
    rateLimitPerMinute: values.RATE_LIMIT_PER_MINUTE,
    maxRequestsInFlight: values.MAX_REQUESTS_IN_FLIGHT,
    maxWaitMs: values.MAX_WAIT_MS,
    bodyLimit: values.BODY_LIMIT_BYTES,
    maxAnswerBytes: values.ANSWER_LIMIT_BYTES,
    maxSelections: values.MAX_SELECTIONS,
    maxOperationDepth: values.MAX_OPERATION_DEPTH,
    maxOperationCost: values.MAX_OPERATION_COST,
    costPerMinute: values.COST_PER_MINUTE,
  };
}
