import type { FastifyInstance } from 'fastify';
import type { Span } from '../../telemetry/span.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether it carries others, which are logged and measured in its place. */
    isBatch: boolean;
  }
  interface FastifyInstance {
    /** Are told of each request that was answered within another one. */
    batchedAnswers: ((answer: BatchedAnswer) => void)[];
  }
}

/** A request that was answered within a batch, for what logs and measures requests. */
export interface BatchedAnswer {
  readonly requestId: string;
  /** That it would have by itself. */
  readonly path: string;
  readonly status: number;
  /** From when the batch came. */
  readonly ms: number;
  readonly span: Span | null;
}

/** Prepares a server for requests that carry others. */
export function prepareBatches(app: FastifyInstance): void {
  app.decorateRequest('isBatch', false);
  app.decorate('batchedAnswers', []);
}
