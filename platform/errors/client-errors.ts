import { GraphQLError } from 'graphql';

/** Something a client can act on; its message and code reach the client as they are. */
export class ExpectedError extends GraphQLError {
  constructor(code: ErrorCode, message: string, extensions: Record<string, unknown> = {}) {
    super(message, { extensions: { code, ...extensions } });
    this.name = 'ExpectedError';
  }
}

export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'DATABASE_UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR';

/** The client sent a value that can never work; the message says which and what would. */
export function badUserInput(message: string, extensions: Record<string, unknown> = {}): ExpectedError {
  return new ExpectedError('BAD_USER_INPUT', message, extensions);
}

/** The identity is known and may not do this. */
export function forbidden(message: string, extensions: Record<string, unknown> = {}): ExpectedError {
  return new ExpectedError('FORBIDDEN', message, extensions);
}
