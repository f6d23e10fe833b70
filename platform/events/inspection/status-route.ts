import type { FastifyInstance } from 'fastify';
import { STATUS_PATH } from '../../http/requests/paths.ts';
import { graphqlError } from '../../http/server/error-answers.ts';
import { REPORT_SCOPE } from '../../identity/callers/internal-scopes.ts';
import { UnusableReport } from '../event/event.ts';

/**
 * Takes what routers find of the graph. Other than their reports it is no event: the newest replaces the one before, so that
 * none is remembered, or sent again.
 *
 * @param take gives what is asked of the router in return; throws UnusableReport
 */
export function serveStatus(app: FastifyInstance, take: (status: unknown) => Promise<object>): void {
  app.post(STATUS_PATH, async (request, reply) => {
    if (!request.identity?.scopes.includes(REPORT_SCOPE))
      return reply.code(403).send(graphqlError('FORBIDDEN', 'Only routers say how they find the graph.'));
    try {
      return await take(request.body);
    } catch (error) {
      if (!(error instanceof UnusableReport)) throw error;
      return reply.code(400).send(graphqlError('BAD_REQUEST', 'This is not understood here.'));
    }
  });
}
