import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import type { FastifyRequest } from 'fastify';
import type { Identity } from '../platform/identity/callers/identity.ts';
import type { Deadline } from '../platform/process/deadlines/deadline.ts';

/** What the gateway and its data sources know of one request. */
export interface RouterContext {
  readonly identity: Identity;
  readonly requestId: string;
  /** Until when the answer is waited for; null is without end. */
  readonly deadline: Deadline | null;
  /** Where the request comes from. */
  readonly address?: string;
  /** The text of the trusted document that the request names or sends. */
  readonly trustedText?: string | null;
  /** Milliseconds since its user has last written something; null when not lately. Another one each time. */
  readonly lastWrite?: () => number | null;
  /** Takes down what becomes of the request; null where nobody wants to know. */
  readonly access?: AccessNotes | null;
  /** What was done of the request before Apollo Server got it; none for most. */
  readonly begun?: BegunRequest;
}

/** A request that was measured, paid for and executed. */
export interface BegunRequest {
  /** By `performance.now()`. */
  readonly since: number;
  /** What came to errors. */
  readonly execution: Promise<GatewayExecutionResult>;
}

/** Takes down what is known of a request where it is known. */
export interface AccessNotes {
  /** A subgraph was asked, and has taken so many milliseconds. */
  asked(subgraph: string, ms: number): void;
  /** Personal data was given out, or confirmed: for each person, by id, the fields as `Type.field`. What was said before stays. */
  gave(fields: ReadonlyMap<string, ReadonlySet<string>>): void;
}

/** The context of a request. Refuses to be built for a request that nobody has authenticated. */
export function createRouterContext(
  request: Pick<FastifyRequest, 'identity' | 'id' | 'ip' | 'trustedText' | 'deadline'>,
  {
    access = null,
    lastWrites = null,
  }: { access?: AccessNotes | null; lastWrites?: { since(user: string): number | null } | null } = {},
): RouterContext {
  if (!request.identity) throw new Error('a request reached GraphQL without an identity');
  const { identity, id: requestId, ip: address, deadline, trustedText } = request;
  const lastWrite = () => lastWrites?.since(identity.user) ?? null;
  return { identity, requestId, address, deadline, trustedText, access, lastWrite };
}
