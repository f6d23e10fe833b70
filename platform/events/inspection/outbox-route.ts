import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { OUTBOX_PATH, OUTBOX_REPLAY_PATH } from '../../http/requests/paths.ts';
import { graphqlError } from '../../http/server/error-answers.ts';
import { OUTBOX_SCOPE } from '../../identity/callers/internal-scopes.ts';
import { type Outbox, SEQ } from './outbox-state.ts';

const replayOrder = v.object({ seq: v.nullable(v.pipe(v.string(), v.regex(SEQ))) });

/** Shows routers what is in the outbox, and tries dead events again when one says so. */
export function serveOutbox(app: FastifyInstance, outbox: Outbox): void {
  app.get(OUTBOX_PATH, async (request, reply) => {
    if (!isRouter(request)) return refused(reply);
    return await outbox.read();
  });
  app.post(OUTBOX_REPLAY_PATH, async (request, reply) => {
    if (!isRouter(request)) return refused(reply);
    const order = v.safeParse(replayOrder, request.body, { abortEarly: true });
    if (!order.success) return reply.code(400).send(graphqlError('BAD_REQUEST', 'Expected `seq`, or null.'));
    return { replayed: await outbox.replay(order.output.seq) };
  });
}

function isRouter({ identity }: FastifyRequest): boolean {
  return identity?.scopes.includes(OUTBOX_SCOPE) ?? false;
}

function refused(reply: FastifyReply): FastifyReply {
  return reply.code(403).send(graphqlError('FORBIDDEN', 'Only routers ask for the outbox.'));
}
