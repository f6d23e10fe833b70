import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { apolloHandler } from '../platform/http/apollo/apollo-handler.ts';
import { GRAPHQL_PATH } from '../platform/http/requests/paths.ts';
import { withDeadline } from '../platform/http/requests/request-deadline.ts';
import { graphqlError } from '../platform/http/server/error-answers.ts';
import { traceRequests } from '../platform/http/server/trace-requests.ts';
import type { Log } from '../platform/process/logging/logging.ts';
import type { SharedStore } from '../platform/sharing/shared-store.ts';
import { declareAccessNotes, recordAccesses } from './accesses/access-hooks.ts';
import type { AccessRecorder } from './accesses/access-recorder.ts';
import type { FailedLogins } from './auth/guesses/failed-logins.ts';
import { type OnRefusedLogin, registerBasicAuth } from './auth/login/basic-auth.ts';
import type { UserDirectory } from './auth/users/user-directory.ts';
import type { RouterConfig } from './config/config.ts';
import type { ConsoleFiles } from './console/console-files.ts';
import { registerConsole } from './console/console-routes.ts';
import { createRouterContext } from './context.ts';
import { resolveDocuments } from './documents/resolve-documents.ts';
import type { TrustedDocuments } from './documents/trusted-documents.ts';
import { registerExplorer } from './explorer/explorer.ts';
import { registerExport } from './export/export-routes.ts';
import type { GraphExecutor } from './known-operations.ts';
import { refuseDocuments } from './limits/document/refuse-documents.ts';
import { SESSION_HEADER } from './mcp/client-session.ts';
import type { GraphGateway } from './plans/graph-gateway.ts';
import { refuseUnacceptable } from './requests/acceptable-answers.ts';
import { clientTraces } from './requests/client-traces.ts';
import { compressAnswers } from './requests/compressed-answers.ts';
import { refuseCrossSite } from './requests/cross-site-requests.ts';
import type { LastWrites } from './requests/last-writes.ts';
import type { LoadShedding } from './requests/load-shedding/load-shedding.ts';
import { EXPOSED_HEADERS } from './requests/load-shedding/shed-answer.ts';
import { refuseOtherMethods } from './requests/other-methods.ts';
import { answerPeople } from './requests/pages-for-people.ts';
import { limitRate } from './requests/rate-limit.ts';

/** What the routes ask, each for its part of a request. */
export interface RouteParts {
  config: RouterConfig;
  log: Log;
  users: UserDirectory;
  failedLogins: FailedLogins;
  onRefused: OnRefusedLogin;
  apollo: GraphExecutor;
  gateway: GraphGateway;
  shedding: LoadShedding;
  trusted: TrustedDocuments;
  lastWrites: LastWrites;
  /** Reports which requests were answered; null where nobody wants to know. */
  accesses: AccessRecorder | null;
  /** What this router shares with others; null shares nothing. */
  shared: SharedStore | null;
  /** Gives the console's files when they are first asked for. */
  consoleFiles: () => Promise<ConsoleFiles>;
}

const CORS_MAX_AGE_SECONDS = 600;

/**
 * Registers what happens to every request, in this order (CORS, compression, pages for people, Basic Auth, rate limit,
 * traces), and then the routes: the graph, exports, and those of pages and tools that are switched on.
 */
export async function registerRoutes(app: FastifyInstance, parts: RouteParts): Promise<void> {
  const { config, users, failedLogins, onRefused, accesses } = parts;
  // Before authentication, so that a browser can read the 401 too. Authentication lets a preflight pass, which
  // carries no credentials; any other OPTIONS request needs them.
  await app.register(cors, {
    origin: [...config.corsOrigins],
    credentials: true,
    methods: ['GET', 'POST'],
    exposedHeaders: config.mcp ? [...EXPOSED_HEADERS, SESSION_HEADER] : [...EXPOSED_HEADERS],
    maxAge: CORS_MAX_AGE_SECONDS,
    strictPreflight: false,
    preflightContinue: true,
  });
  // Requests are not decompressed here: a small one could become a large one.
  compressAnswers(app);
  answerPeople(app, config);
  registerBasicAuth(app, {
    users,
    failedLogins,
    realm: config.realm,
    timeoutMs: config.requestTimeoutMs,
    onRefused,
  });
  await limitRate(app, config.rateLimitPerMinute, parts.shared);
  traceRequests(app, clientTraces(config.clientTracesPerSecond));
  const recorded = accesses && recordAccesses(accesses);
  declareAccessNotes(app);
  const graph = parts.shedding.shield(parts.apollo);
  registerGraph(app, graph, recorded, parts);
  const { corsOrigins, requestTimeoutMs } = config;
  registerExport(app, { graph, recorded, corsOrigins, pageTimeoutMs: requestTimeoutMs });
  if (config.explorer) registerExplorer(app);
  if (config.console) registerConsole(app, parts.consoleFiles, parts.log);
  if (config.mcp) {
    // What it needs takes a while to load, and most have it switched off.
    const { registerMcp } = await import('./mcp/mcp-routes.ts');
    registerMcp(app, {
      documents: parts.trusted,
      graph: parts.gateway.inUse,
      rejectDenied: config.rejectDenied,
      origins: corsOrigins,
      requestTimeoutMs,
      log: parts.log,
    });
  }
}

function registerGraph(
  app: FastifyInstance,
  graph: ReturnType<LoadShedding['shield']>,
  recorded: ReturnType<typeof recordAccesses> | null,
  { config, users, trusted, lastWrites, shared }: RouteParts,
): void {
  app.route({
    method: ['GET', 'POST'],
    url: GRAPHQL_PATH,
    exposeHeadRoute: false,
    ...(recorded
      ? {
          onSend: async (request, _reply, payload) => {
            recorded.onSend(request, payload);
            return payload;
          },
          onResponse: async (request, reply) => recorded.onResponse(request, reply),
        }
      : {}),
    preHandler: [
      withDeadline(() => config.requestTimeoutMs),
      refuseCrossSite(config.corsOrigins),
      refuseUnacceptable(),
      resolveDocuments(app, trusted, config.trustedDocuments, (user) => users.trustedOnly(user)),
      refuseDocuments({ maxSelections: config.maxSelections }),
      async ({ identity }) => {
        if (identity && shared) await lastWrites.refresh(identity.user);
      },
    ],
    handler: apolloHandler(graph, (request) =>
      createRouterContext(request, { access: recorded?.begin(request) ?? null, lastWrites }),
    ),
  });
  refuseOtherMethods(app, {
    url: GRAPHQL_PATH,
    allowed: ['GET', 'POST'],
    answer: graphqlError('BAD_REQUEST', 'GraphQL is asked by GET or POST here; nothing was done.'),
  });
}
