// By its file: a thread that writes reports needs this class, and nothing else of the package.
import { GraphQLError } from 'graphql/error/GraphQLError.js';

/**
 * Makes an error that says nothing of where it was made, which is of no interest where it is about a request, and takes
 * longer to find out than all the rest. The stack of an error that it was made of stays.
 */
export function withoutStack<Made extends Error>(make: () => Made): Made {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Something a client can act on; its message and code reach the client as they are. */
export class ExpectedError extends GraphQLError {
  constructor(code: ErrorCode, message: string, extensions: Record<string, unknown> = {}) {
    // As `withoutStack`, which cannot be around `super`.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message, { extensions: { code, ...extensions } });
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'ExpectedError';
  }
}

export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'DATABASE_UNAVAILABLE'
  | 'OUTCOME_UNKNOWN'
  | 'DEADLINE_EXCEEDED'
  | 'TOO_MANY_ERRORS'
  | 'COST_LIMITED'
  | 'INTERNAL_SERVER_ERROR';

/** The client sent a value that can never work; the message says which and what would. */
export function badUserInput(message: string, extensions: Record<string, unknown> = {}): ExpectedError {
  return new ExpectedError('BAD_USER_INPUT', message, extensions);
}

/**
 * The most errors of one answer that are reported one by one, in subgraphs and in the router. Making one takes longer than reading a
 * row, so that a client who has each of 100 customers fail under 400 names would otherwise hold up everybody for seconds.
 */
export const MAX_REPORTED_ERRORS = 1_024;

/** The error that stands for those of one answer beyond MAX_REPORTED_ERRORS. */
export function tooManyErrors(): ExpectedError {
  return new ExpectedError(
    'TOO_MANY_ERRORS',
    `More fields failed than these ${MAX_REPORTED_ERRORS}; they are not told one by one, and fields that were not yet resolved are left out.`,
  );
}

/** The identity is known and may not do this. */
export function forbidden(message: string, extensions: Record<string, unknown> = {}): ExpectedError {
  return new ExpectedError('FORBIDDEN', message, extensions);
}

/** The error when the time for a request is over, or nobody waits for its answer any more. Nothing was written. */
export class DeadlineExceeded extends ExpectedError {
  constructor() {
    super('DEADLINE_EXCEEDED', 'The time for this request is over; ask for less, or try again later.', {
      retryable: true,
    });
  }
}

/**
 * The error when nobody knows whether a write was carried out: the database did not say before the connection was lost.
 */
export class OutcomeUnknown extends ExpectedError {
  /** What the database or the driver has said, for the log. */
  readonly reason: unknown;

  /** @param retryable whether the same request may be sent again and is carried out once all the same */
  constructor(reason: unknown, retryable: boolean) {
    const advice = retryable ? 'send the same request again' : 'look whether it was before trying again';
    super('OUTCOME_UNKNOWN', `It is not known whether this was written; ${advice}.`, {
      retryable,
    });
    this.reason = reason;
  }
}
