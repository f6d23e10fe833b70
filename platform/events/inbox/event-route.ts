import type { FastifyInstance } from 'fastify';
import type { Database } from '../../database/database.ts';
import { OutcomeUnknown } from '../../errors/client-errors.ts';
import { isDatabaseUnavailable } from '../../errors/database-failures.ts';
import { EVENTS_PATH } from '../../http/requests/paths.ts';
import { graphqlError } from '../../http/server/error-answers.ts';
import { REPORT_SCOPE } from '../../identity/callers/internal-scopes.ts';
import { EVENT_SCOPE } from '../../identity/callers/scopes.ts';
import { type DomainEvent, type EventHandlers, parseEvent, UnusableReport } from '../event/event.ts';
import { type Received, receive } from './inbox.ts';

/** What is done about what others tell: subgraphs of events, routers by reports. */
export interface Handlers {
  readonly events: EventHandlers;
  readonly takeReport?: TakeReport | undefined;
}

/** Applies a report once. Throws UnusableReport, or what says why it was not applied, or perhaps not. */
export type TakeReport = (report: DomainEvent) => Promise<Received>;

/** Takes the events that other subgraphs deliver, and the reports of routers. */
export function serveEvents(
  app: FastifyInstance,
  database: Database,
  { events, takeReport }: Handlers,
): void {
  const takeEvent: TakeReport = (event) => receive(database, events, event);
  app.post(EVENTS_PATH, async (request, reply) => {
    const scopes = request.identity?.scopes ?? [];
    const take = scopes.includes(EVENT_SCOPE)
      ? takeEvent
      : scopes.includes(REPORT_SCOPE)
        ? takeReport
        : undefined;
    if (!take) {
      return reply.code(403).send(graphqlError('FORBIDDEN', 'Only subgraphs deliver events.'));
    }
    const event = parseEvent(request.body);
    if (!event) return reply.code(400).send(graphqlError('BAD_REQUEST', 'This is not an event.'));
    try {
      const result = await take(event);
      // An event of an unknown type stays with its sender, which shows it: a release that knows it may be on its way.
      return reply.code(result === 'unknown type' ? 422 : 200).send({ result });
    } catch (error) {
      if (error instanceof UnusableReport) {
        return reply
          .code(400)
          .send(graphqlError('BAD_REQUEST', 'This is not a report that is understood here.'));
      }
      if (!isDatabaseUnavailable(error) && !(error instanceof OutcomeUnknown)) throw error;
      // Sent again it is taken once, whatever has become of it: the inbox tells.
      return reply
        .code(503)
        .header('retry-after', 1)
        .send(
          graphqlError(
            'DATABASE_UNAVAILABLE',
            'The database of this domain is unavailable; try again later.',
          ),
        );
    }
  });
}
