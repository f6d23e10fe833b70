import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { OperationTypeNode } from 'graphql';
import { LIMITS } from '../../access-format/access.ts';
import type { RouterContext } from '../context.ts';
import { clientOf } from '../usage/client-identity.ts';
import { describeOperation } from '../usage/operation-use.ts';
import { type NotedOperation, Notes } from './access-notes.ts';
import type { AccessRecorder } from './access-recorder.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until somebody has logged in, and where no requests are recorded. */
    accessNotes: Notes | null;
  }
}

/** How a route records its requests. */
export interface AccessHooks {
  /** Notes for a request; null where it is not recorded. */
  begin(request: FastifyRequest): Notes | null;
  onSend(request: FastifyRequest, payload: unknown): void;
  onResponse(request: FastifyRequest, reply: FastifyReply): void;
}

/** Gives every request of a server room for its notes. */
export function declareAccessNotes(app: FastifyInstance): void {
  app.decorateRequest('accessNotes', null);
}

/** Records each request of a route when it has been answered, or its client has gone: whoever sent it had logged in. */
export function recordAccesses(recorder: Pick<AccessRecorder, 'record' | 'isOn'>): AccessHooks {
  const begin = (request: FastifyRequest): Notes | null => {
    if (!recorder.isOn()) return null;
    request.accessNotes ??= new Notes();
    return request.accessNotes;
  };
  return {
    begin,
    onSend(request, payload) {
      const notes = request.identity && begin(request);
      if (notes) notes.bytes = bytesOf(payload);
    },
    onResponse(request, reply) {
      const { identity, accessNotes: notes } = request;
      if (!identity || !notes) return;
      notes.client = clientOf({ get: (name) => textOf(request.headers[name]) });
      notes.isTrusted = request.trustedText !== null;
      recorder.record(
        notes.access({
          user: identity.user,
          requestId: request.id,
          status: reply.statusCode,
          ms: reply.elapsedTime,
        }),
      );
    },
  };
}

/** Notes the operation of a request that is recorded. */
export type NoteOperation = (
  context: RouterContext,
  asked: {
    readonly schema: GraphQLSchema;
    readonly document: DocumentNode;
    readonly operation: OperationDefinitionNode;
  },
) => void;

/** Makes what notes operations, each described once. */
export function notesOfOperations(): NoteOperation {
  const described = new WeakMap<OperationDefinitionNode, NotedOperation>();
  return (context, { schema, document, operation }) => {
    const notes = notesIn(context);
    if (!notes) return;
    let noted = described.get(operation);
    if (!noted) {
      noted = {
        name: operation.name?.value.slice(0, LIMITS.operationNameLength) ?? null,
        hash: hashOf(() => describeOperation(schema, document, operation)?.hash ?? null),
        kind: operation.operation === OperationTypeNode.MUTATION ? 'MUTATION' : 'QUERY',
      };
      described.set(operation, noted);
    }
    notes.operation = noted;
  };
}

/** A plugin that notes each request's operation and the codes of errors in its answer. */
export function accessPlugin(note: NoteOperation): ApolloServerPlugin<RouterContext> {
  const listener: GraphQLRequestListener<RouterContext> = {
    willSendResponse({ contextValue, operation, document, schema, response }) {
      const notes = notesIn(contextValue);
      if (!notes) return Promise.resolve();
      if (response.body.kind === 'single') {
        for (const { extensions } of response.body.singleResult.errors ?? []) notes.failed(extensions?.code);
      }
      if (operation && document) note(contextValue, { schema, document, operation });
      return Promise.resolve();
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}

function notesIn({ access }: RouterContext): Notes | null {
  // What `begin` made for the request.
  return (access as Notes | null | undefined) ?? null;
}

/** Null also for a document that is not valid: it has an operation, and nothing that could be described. */
function hashOf(describe: () => string | null): string | null {
  try {
    return describe();
  } catch {
    return null;
  }
}

function bytesOf(payload: unknown): number {
  if (typeof payload === 'string') return Buffer.byteLength(payload);
  return payload instanceof Uint8Array ? payload.byteLength : 0;
}

function textOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.join(', ');
}
