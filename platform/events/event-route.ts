import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/database.ts';
import { graphqlError } from '../http/http-server.ts';
import { EVENTS_PATH } from '../http/paths.ts';
import { EVENT_SCOPE } from '../identity/scopes.ts';
import { type EventHandlers, parseEvent } from './event.ts';
import { receive } from './inbox.ts';

/** Takes the events that other subgraphs deliver. */
export function serveEvents(app: FastifyInstance, database: Database, handlers: EventHandlers): void {
  app.post(EVENTS_PATH, async (request, reply) => {
    if (!request.identity?.scopes.includes(EVENT_SCOPE)) {
      return reply.code(403).send(graphqlError('FORBIDDEN', 'Only subgraphs deliver events.'));
    }
    const event = parseEvent(request.body);
    if (!event) return reply.code(400).send(graphqlError('BAD_REQUEST', 'This is not an event.'));
    const result = await receive(database, handlers, event);
    // An event of an unknown type stays with its sender, which shows it: a release that knows it may be on its way.
    return reply.code(result === 'unknown type' ? 422 : 200).send({ result });
  });
}
