import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Database } from '../../database/database.ts';
import { OutcomeUnknown } from '../../errors/client-errors.ts';
import { isDatabaseUnavailable } from '../../errors/database-failures.ts';
import { EVENTS_PATH } from '../../http/requests/paths.ts';
import { graphqlError } from '../../http/server/error-answers.ts';
import { EVENT_SCOPE, REPORT_SCOPE } from '../../identity/callers/internal-scopes.ts';
import { type EventHandlers, parseEvent, UnusableReport } from '../event/event.ts';
import { type Received, receive } from './inbox.ts';

/** What is done about what others tell: subgraphs of events, routers by reports. */
export interface Handlers {
  readonly events: EventHandlers;
  readonly takeReport?: TakeReport | undefined;
}

/** Applies a report, JSON of an event in UTF-8, once. Throws UnusableReport, or what says why it was not applied, or perhaps not. */
export type TakeReport = (report: Uint8Array) => Promise<Received>;

/** Takes the events that other subgraphs deliver, and the reports of routers. */
export function serveEvents(
  app: FastifyInstance,
  database: Database,
  { events, takeReport }: Handlers,
): void {
  app.post(EVENTS_PATH, { config: { takesBytes: isOfRouter } }, async (request, reply) => {
    const taking = takingOf(request);
    if (taking === 'forbidden') {
      return reply.code(403).send(graphqlError('FORBIDDEN', 'Only subgraphs deliver events.'));
    }
    if (taking === 'no event') {
      return reply.code(400).send(graphqlError('BAD_REQUEST', 'This is not an event.'));
    }
    try {
      const result = await taking();
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

  function takingOf(request: FastifyRequest): (() => Promise<Received>) | 'forbidden' | 'no event' {
    const { body } = request;
    if (isOfRouter(request)) {
      if (!takeReport) return 'forbidden';
      return body instanceof Uint8Array ? () => takeReport(body) : 'no event';
    }
    if (!isOfSubgraph(request)) return 'forbidden';
    const event = parseEvent(body);
    return event ? () => receive(database, events, event) : 'no event';
  }
}

/** A report is large, and parsed where it is written: it stays bytes here. */
function isOfRouter(request: FastifyRequest): boolean {
  return !isOfSubgraph(request) && request.identity?.scopes.includes(REPORT_SCOPE) === true;
}

function isOfSubgraph({ identity }: FastifyRequest): boolean {
  return identity?.scopes.includes(EVENT_SCOPE) === true;
}
