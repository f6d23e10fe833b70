import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { loggableError } from '../../platform/errors/loggable-error.ts';
import { NAME_HEADER, VERSION_HEADER } from '../../platform/http/requests/client-headers.ts';
import { withDeadline } from '../../platform/http/requests/request-deadline.ts';
import { graphqlError } from '../../platform/http/server/error-answers.ts';
import { Deadline } from '../../platform/process/deadlines/deadline.ts';
import type { AccessHooks } from '../accesses/access-hooks.ts';
import type { Notes } from '../accesses/access-notes.ts';
import { createRouterContext } from '../context.ts';
import { refuseCrossSite } from '../requests/cross-site-requests.ts';
import { refuseOtherMethods } from '../requests/other-methods.ts';
import { readExportFilter } from './export-filter.ts';
import { EXPORT_FORMATS, type ExportFormat } from './export-formats.ts';
import {
  askForPage,
  askPatiently,
  EXPORT_DOCUMENT,
  EXPORT_OPERATION,
  type ExportPage,
  type GraphExecutor,
  PageRefused,
  type PageRequest,
} from './export-pages.ts';
import { ExportPlaces } from './export-places.ts';

export interface ExportOptions {
  /** The graph, as clients of it are answered: limits, scopes and its place among requests hold. */
  graph: GraphExecutor;
  /** Records each export as one access; null where none is recorded. */
  recorded: AccessHooks | null;
  corsOrigins: readonly (string | RegExp)[];
  /** How long a page may take, milliseconds. The whole may take as long as it is taken. */
  pageTimeoutMs: number;
}

const MAX_OF_ALL = 8;
const MAX_OF_ONE = 2;
const RETRY_AFTER_SECONDS = 10;
const CLIENT_HEADERS = [NAME_HEADER, VERSION_HEADER, 'user-agent'];

const FILE_HEADERS = ['content-disposition', 'content-encoding', 'content-type'];

/** Answers `/acessos.csv` and `/acessos.ndjson` with all requests that match the parameters, newest first. */
export function registerExport(app: FastifyInstance, options: ExportOptions): void {
  const { recorded, corsOrigins, pageTimeoutMs } = options;
  const places = new ExportPlaces({ ofAll: MAX_OF_ALL, ofOne: MAX_OF_ONE });
  for (const format of EXPORT_FORMATS) {
    const url = `/acessos.${format.extension}`;
    refuseOtherMethods(app, {
      url,
      allowed: ['GET'],
      answer: graphqlError('METHOD_NOT_ALLOWED', 'This is a file of accesses, which is asked for by GET.'),
    });
    app.route({
      method: 'GET',
      url,
      // Whoever only wants to see headers would have everything read.
      exposeHeadRoute: false,
      // Of this deadline only that it ends when the client goes is of use here.
      preHandler: [withDeadline(() => pageTimeoutMs), refuseCrossSite(corsOrigins)],
      // What is compressed begins to be sent after some pages: until then an error is an answer, and no file.
      onError: async (_request, reply) => {
        for (const name of FILE_HEADERS) reply.removeHeader(name);
      },
      ...(recorded
        ? {
            // A file counts its own bytes, page by page.
            onSend: async (request, _reply, payload) => {
              if (typeof payload === 'string') recorded.onSend(request, payload);
              return payload;
            },
            onResponse: async (request, reply) => recorded.onResponse(request, reply),
          }
        : {}),
      handler: async (request, reply) => {
        // What is refused before the graph is asked is a request that was answered too.
        const notes = recorded?.begin(request) ?? null;
        if (notes) notes.operation = { name: EXPORT_OPERATION, hash: null, kind: 'QUERY' };
        const read = readExportFilter(new URL(request.url, 'http://router').searchParams);
        if (read.kind === 'invalid') {
          notes?.failed('BAD_USER_INPUT');
          return reply.code(400).send(graphqlError('BAD_USER_INPUT', read.problem));
        }
        const entered = places.enter(request.identity?.user ?? '');
        if (entered.kind === 'too many') return refuse(reply, entered.whose);
        const pages = pagesOf(request, options, notes);
        const asked = { ...pages.request, filter: read.filter };
        let body: Readable;
        try {
          body = fileOf(await askForPage(asked, null, pages.next()), asked, { format, pages, reply });
        } catch (error) {
          entered.leave();
          if (!(error instanceof PageRefused)) throw error;
          if (error.retryAfter !== null) reply.header('retry-after', error.retryAfter);
          return reply.code(error.status).send(graphqlError(error.code, error.message));
        }
        body.once('close', entered.leave);
        body.once('error', (error) => {
          if (pages.isOver) return;
          request.log.error(
            { requestId: request.id, error: loggableError(error) },
            'an export was broken off',
          );
        });
        request.deadline?.onCancel(() => body.destroy());
        return reply
          .header('content-type', format.contentType)
          .header('content-disposition', `attachment; filename="acessos.${format.extension}"`)
          .send(body);
      },
    });
  }
}

/** How pages are asked for while the client is there. */
interface Pages {
  readonly request: Omit<PageRequest, 'filter'>;
  /** Whether nobody waits for the rest. */
  readonly isOver: boolean;
  /** The deadline of the next page. */
  next(): Deadline;
  wrote(bytes: number): void;
}

function pagesOf(
  request: FastifyRequest,
  { graph, pageTimeoutMs }: ExportOptions,
  notes: Notes | null,
): Pages {
  const { identity, id, ip, deadline: whole } = request;
  let current: Deadline | null = null;
  whole?.onCancel(() => current?.cancel());
  const headers: Record<string, string> = {};
  for (const name of CLIENT_HEADERS) {
    const value = request.headers[name];
    if (typeof value === 'string') headers[name] = value;
  }
  return {
    request: {
      graph,
      headers,
      context: (deadline) =>
        createRouterContext({ identity, id, ip, deadline, trustedText: EXPORT_DOCUMENT }, { access: notes }),
    },
    get isOver() {
      return whole?.isCancelled === true;
    },
    next() {
      current = Deadline.after(pageTimeoutMs);
      if (whole?.isCancelled) current.cancel();
      return current;
    },
    wrote(bytes) {
      if (notes) notes.bytes += bytes;
    },
  };
}

/** The file, of which a page is asked for when the client has taken the one before. */
function fileOf(
  first: ExportPage,
  request: PageRequest,
  { format, pages, reply }: { format: ExportFormat; pages: Pages; reply: FastifyReply },
): Readable {
  async function* texts(): AsyncGenerator<Buffer> {
    for (let page = first, head = format.head; ; head = '') {
      const text = Buffer.from(head + page.rows.map((row) => format.row(row)).join(''));
      pages.wrote(text.byteLength);
      reply.takenAt = performance.now();
      yield text;
      reply.takenAt = performance.now();
      if (page.next === null) return;
      page = await askPatiently(request, page.next, pages.next());
    }
  }
  return Readable.from(texts(), { objectMode: false, highWaterMark: 1 });
}

function refuse(reply: FastifyReply, whose: 'user' | 'all'): FastifyReply {
  reply.header('retry-after', RETRY_AFTER_SECONDS);
  return whose === 'user'
    ? reply
        .code(429)
        .send(
          graphqlError(
            'TOO_MANY_REQUESTS',
            `At most ${MAX_OF_ONE} exports of a user run at a time; wait for one to end.`,
          ),
        )
    : reply
        .code(503)
        .send(
          graphqlError(
            'SERVICE_UNAVAILABLE',
            `${MAX_OF_ALL} exports run already; try again when one has ended.`,
          ),
        );
}
