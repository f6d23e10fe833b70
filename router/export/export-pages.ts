import { setTimeout as pause } from 'node:timers/promises';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { Deadline } from '../../platform/process/deadlines/deadline.ts';
import type { RouterContext } from '../context.ts';
import { UNAUTHORIZED } from '../plans/answer/shape-errors.ts';
import type { ExportFilter } from './export-filter.ts';
import type { ExportedAccess } from './export-formats.ts';

/** The name under which an export is among accesses itself. */
export const EXPORT_OPERATION = 'ExportarAcessos';

/** What is asked of the graph for each page. */
export const EXPORT_DOCUMENT = `query ${EXPORT_OPERATION}($filtro: AcessoFiltro, $after: String) {
  acessos(filtro: $filtro, first: 100, after: $after) {
    nodes {
      id
      instante
      usuario
      aplicacao
      versaoDaAplicacao
      operacao
      hashDaOperacao
      tipo
      documentoConfiavel
      status
      erros
      duracaoMs
      bytes
      subgrafos {
        subgrafo
        requisicoes
        duracaoMs
      }
      camposPessoais
      requisicao
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`;

/** Of errors that say nothing of the request: the same may be answered in a moment. */
const FOR_NOW: ReadonlySet<string> = new Set([
  'COST_LIMITED',
  'DATABASE_UNAVAILABLE',
  'SERVICE_UNAVAILABLE',
  'SUBGRAPH_BUSY',
  'SUBGRAPH_UNAVAILABLE',
]);
const RETRY_AFTER_SECONDS = 1;

/** A page of accesses. */
export interface ExportPage {
  readonly rows: readonly ExportedAccess[];
  /** Where the next page begins; null after the last. */
  readonly next: string | null;
}

/** The error when the graph has not given a page. */
export class PageRefused extends Error {
  readonly code: string;
  readonly status: number;
  readonly retryAfter: number | null;

  constructor(
    code: string,
    message: string,
    { status, retryAfter }: { status: number; retryAfter: number | null },
  ) {
    super(message);
    this.name = 'PageRefused';
    this.code = code;
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

export type GraphExecutor = Pick<ApolloServer<RouterContext>, 'executeHTTPGraphQLRequest'>;

/** What the export asks the graph, in whose name, and for which program. */
export interface PageRequest {
  readonly graph: GraphExecutor;
  /** The context of one page, which has to be there within the deadline. */
  readonly context: (deadline: Deadline) => RouterContext;
  /** Headers that say which program asks. */
  readonly headers: Readonly<Record<string, string>>;
  readonly filter: ExportFilter;
}

interface PageAnswer {
  data?: {
    acessos: {
      nodes: ExportedAccess[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    } | null;
  } | null;
  errors?: { message: string; extensions?: { code?: string; retryAfter?: number } }[];
}

/** The page after a cursor. Throws PageRefused. */
export async function askForPage(
  { graph, context, headers, filter }: PageRequest,
  after: string | null,
  deadline: Deadline,
): Promise<ExportPage> {
  const { status = 200, body } = await graph.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: 'POST',
      headers: new HeaderMap([
        ...Object.entries(headers),
        ['content-type', 'application/json'],
        ['accept', 'application/json'],
      ]),
      search: '',
      body: { query: EXPORT_DOCUMENT, variables: { filtro: filter, after } },
    },
    context: async () => context(deadline),
  });
  if (body.kind !== 'complete') throw new Error('the graph answered in parts, which nobody asked for');
  // What the document asks for, and the form of every answer.
  const { data, errors } = JSON.parse(body.string) as PageAnswer;
  const [error] = errors ?? [];
  if (!error && data?.acessos) {
    const { nodes: rows, pageInfo } = data.acessos;
    return { rows, next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
  }
  const code = error?.extensions?.code ?? 'INTERNAL_SERVER_ERROR';
  throw new PageRefused(code, error?.message ?? 'There is no list of accesses.', {
    status: statusOf(code, status),
    retryAfter: error?.extensions?.retryAfter ?? (FOR_NOW.has(code) ? RETRY_AFTER_SECONDS : null),
  });
}

/** As `askForPage`, asked again while there is time where the graph could not answer for the moment only. */
export async function askPatiently(
  request: PageRequest,
  after: string | null,
  deadline: Deadline,
): Promise<ExportPage> {
  for (;;) {
    try {
      return await askForPage(request, after, deadline);
    } catch (error) {
      if (!(error instanceof PageRefused) || error.retryAfter === null) throw error;
      const waitMs = error.retryAfter * 1_000;
      if (waitMs >= deadline.timeLeft) throw error;
      await deadline.wait(pause(waitMs, undefined, { ref: false }));
    }
  }
}

function statusOf(code: string, status: number): number {
  if (status >= 400) return status;
  switch (code) {
    case 'BAD_USER_INPUT':
      return 400;
    case UNAUTHORIZED:
    case 'FORBIDDEN':
      return 403;
    // This supergraph has no `acessos`.
    case 'GRAPHQL_VALIDATION_FAILED':
      return 404;
    case 'DEADLINE_EXCEEDED':
      return 504;
    default:
      return FOR_NOW.has(code) ? 503 : 500;
  }
}
