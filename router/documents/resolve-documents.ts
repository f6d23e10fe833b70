import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerHookHandler } from 'fastify';
import { graphqlError } from '../../platform/http/server/error-answers.ts';
import type { Log } from '../../platform/process/logging/logging.ts';
import type { RouterContext } from '../context.ts';
import type { TrustMode } from './trust-mode.ts';
import { sha256, type TrustedDocuments } from './trusted-documents.ts';
import { UnknownDocumentLog } from './unknown-document-log.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The text of the trusted document that the request names or sends; null when it does neither. */
    trustedText: string | null;
  }
}

/** What a request says of its document, in whatever form. */
interface Named {
  query: unknown;
  documentId: unknown;
  persistedQuery: unknown;
}

const HASH = /^sha256:([0-9a-f]{64})$/;
const NOT_TRUSTED =
  'Only documents that have been registered are answered here: send one of them, or its hash as "documentId".';
const NO_ID = '"documentId" must be "sha256:" and the 64 small hex digits of a document\'s SHA-256.';
const NOT_FOUND = 'No document of that "documentId" is known; send its text as "query".';
const TWO_DOCUMENTS = 'The request names two different documents.';
const NO_DOCUMENT = 'The request has no document: neither `query`, nor `documentId`, nor a persisted query.';
const ANOTHER_TEXT = 'The hash that the request names is not the SHA-256 of its "query".';

/**
 * Finds the trusted document of a request: by `documentId` (GraphQL over HTTP, appendix A), by the hash of a persisted
 * query (Apollo's clients), or by its text. Runs before the limits, which hold for it like for any other.
 *
 * @param trustedOnly whether a user is answered trusted documents only, whatever `mode` says
 */
export function resolveDocuments(
  app: FastifyInstance,
  documents: TrustedDocuments,
  mode: TrustMode,
  trustedOnly: (user: string) => boolean,
): preHandlerHookHandler {
  app.decorateRequest('trustedText', null);
  return (request: FastifyRequest, reply: FastifyReply, done) => {
    const only = mode === 'only' || !request.identity || trustedOnly(request.identity.user);
    const found = find(namedIn(request), documents, only);
    if (found instanceof Refusal) {
      reply.code(found.status).send(graphqlError(found.code, found.message));
      return;
    }
    request.trustedText = found;
    done();
  };
}

/**
 * Gives Apollo Server the text that `resolveDocuments` found, whatever else it would read from the request, and logs
 * documents that are not trusted where `mode` says so.
 */
export function trustedDocumentsPlugin(
  documents: TrustedDocuments,
  mode: TrustMode,
  log: Log,
): ApolloServerPlugin<RouterContext> {
  const unknown = mode === 'log' ? new UnknownDocumentLog(log) : null;
  return {
    requestDidStart({ request, contextValue: { trustedText } }) {
      if (trustedText) {
        request.query = trustedText;
        if (request.extensions?.persistedQuery) {
          const { persistedQuery: _, ...others } = request.extensions;
          request.extensions = others;
        }
      }
      if (unknown === null) return Promise.resolve();
      return Promise.resolve({
        didResolveOperation({ source, queryHash, operationName, request: { http }, contextValue }) {
          // A document of the router's own, too, is one that nobody has to register.
          if (contextValue.trustedText !== source && !documents.hasText(source)) {
            unknown.write({
              requestId: contextValue.requestId,
              hash: queryHash,
              operationName,
              headers: http?.headers,
            });
          }
          return Promise.resolve();
        },
      });
    },
  };
}

/** An answer instead of a document. */
class Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;

  constructor(status: number, code: string, message: string) {
    this.status = status;
    this.code = code;
    this.message = message;
  }
}

function find(
  { query, documentId, persistedQuery }: Named,
  documents: TrustedDocuments,
  only: boolean,
): string | null | Refusal {
  const id = documentId === undefined || documentId === null ? null : hashOfId(documentId);
  if (id === undefined) return new Refusal(400, 'BAD_REQUEST', NO_ID);
  const persisted = hashOfPersisted(persistedQuery);
  if (id !== null && persisted !== null && id !== persisted)
    return new Refusal(400, 'BAD_REQUEST', TWO_DOCUMENTS);
  const hash = id ?? persisted;
  const named = hash === null ? undefined : documents.textOf(hash);
  if (typeof query === 'string' && query !== '') {
    if (hash !== null && query !== named && sha256(query) !== hash)
      return new Refusal(400, 'BAD_REQUEST', ANOTHER_TEXT);
    if (documents.hasText(query)) return query;
  } else if (named !== undefined && !query) {
    return named;
  } else if (id !== null && !only) {
    return new Refusal(400, 'DOCUMENT_NOT_FOUND', NOT_FOUND);
  }
  const hasNone = hash === null && (persistedQuery === undefined || persistedQuery === null);
  // Nobody tried to send another document than a trusted one. Without `only` Apollo Server says the same.
  if (only && hasNone && (query === undefined || query === null || query === ''))
    return new Refusal(400, 'BAD_REQUEST', NO_DOCUMENT);
  return only ? new Refusal(403, 'DOCUMENT_NOT_TRUSTED', NOT_TRUSTED) : null;
}

/** The hash of a `documentId`; undefined when it is of another form. */
function hashOfId(documentId: unknown): string | undefined {
  return typeof documentId === 'string' ? HASH.exec(documentId)?.[1] : undefined;
}

function hashOfPersisted(persistedQuery: unknown): string | null {
  const { version, sha256Hash } = asRecord(persistedQuery);
  return version === 1 && typeof sha256Hash === 'string' ? sha256Hash : null;
}

function namedIn({ method, query: parameters, body }: FastifyRequest): Named {
  // Several requests in one are refused, as a document that nobody trusts is.
  if (method !== 'GET' && Array.isArray(body)) return { query: body, documentId: null, persistedQuery: null };
  const { query, documentId, extensions } = asRecord(method === 'GET' ? parameters : body);
  const others = asRecord(method === 'GET' ? fromJson(extensions) : extensions);
  return { query, documentId, persistedQuery: others.persistedQuery };
}

function fromJson(text: unknown): unknown {
  if (typeof text !== 'string') return null;
  try {
    return JSON.parse(text);
  } catch {
    // Apollo Server answers what is no JSON.
    return null;
  }
}

const NO_FIELDS: Readonly<Record<string, unknown>> = {};

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return NO_FIELDS;
  // Any object has fields of which nothing is known.
  return value as Readonly<Record<string, unknown>>;
}
