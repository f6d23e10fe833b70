import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  InitializeRequestSchema,
  isInitializeRequest,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { BodyEncoded, BodyNotUtf8 } from '../../platform/http/bodies/json-body.ts';
import { withDeadline } from '../../platform/http/requests/request-deadline.ts';
import type { Identity } from '../../platform/identity/callers/identity.ts';
import type { Log } from '../../platform/process/logging/logging.ts';
import type { Denials } from '../authorization/granted-fields.ts';
import type { TrustedDocuments } from '../documents/trusted-documents.ts';
import { isOrigin } from '../requests/cross-site-requests.ts';
import { refuseOtherMethods } from '../requests/other-methods.ts';
import { toolCaller } from './call-tool.ts';
import { SESSION_HEADER, sessionOf } from './client-session.ts';
import { refuseWrongParams } from './message-params.ts';
import { isShownTo } from './tool-access.ts';
import { DocumentTools } from './tools.ts';

/** Where the Model Context Protocol is spoken. */
const MCP_PATH = '/mcp';

export interface McpOptions {
  documents: TrustedDocuments;
  /** The graph in use. */
  graph(): { readonly schema: GraphQLSchema; denials(identity: Identity): Denials | null };
  /** Whether an operation is refused that selects what its user may not see. */
  rejectDenied: boolean;
  /** Origins of pages that may call; the router's own is none, as a page may have any name resolve to this machine. */
  origins: readonly (string | RegExp)[];
  requestTimeoutMs: number;
  log: Log;
}

const SERVER = { name: 'federated-customer-graph', version: '1.0.0' };
/** What an error of HTTP is as one of JSON-RPC: https://modelcontextprotocol.io/specification/2025-11-25/basic/transports */
const SERVER_ERROR = -32_000;
/** Nothing is asked of clients, so none of their answers is ever checked; the library would make a validator for each request. */
const NO_VALIDATOR = {
  getValidator: () => {
    throw new Error('nothing is asked of clients');
  },
};

/**
 * Answers `/mcp`: streamable HTTP, without sessions that a router would have to know, one message and one answer a request. No
 * message is ever sent to a client that it has not asked for, so there is no stream to open.
 */
export function registerMcp(app: FastifyInstance, options: McpOptions): void {
  const tools = new DocumentTools(options.log);
  const call = toolCaller(app);
  const refuseOrigin = async ({ headers: { origin } }: FastifyRequest, reply: FastifyReply) => {
    if (origin === undefined || options.origins.some((one) => isOrigin(one, origin))) return;
    return reply
      .code(403)
      .send(rpcError('A page of this origin may not call: have it allowed with CORS_ORIGINS.'));
  };
  refuseOtherMethods(app, {
    url: MCP_PATH,
    allowed: ['POST'],
    answer: rpcError('Send messages with POST.'),
  });
  app.post(MCP_PATH, {
    preHandler: [refuseOrigin, withDeadline(() => options.requestTimeoutMs)],
    errorHandler: tellUnreadable,
    handler: async (request, reply) => {
      const { identity, body } = request;
      if (!identity) throw new Error('a request reached MCP without an identity');
      if (Array.isArray(body)) return reply.code(400).send(rpcError('Send one message a request.'));
      const refusal = refuseWrongParams(body);
      if (refusal) return refusal;
      const server = serverFor(request, identity);
      const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
      try {
        await server.connect(transport);
        const answer = await transport.handleRequest(webRequest(request), { parsedBody: body });
        const text = await answer.text();
        const began = answer.ok && isInitializeRequest(body) ? InitializeRequestSchema.parse(body) : null;
        if (began) reply.header(SESSION_HEADER, sessionOf(began.params.clientInfo));
        reply.code(answer.status);
        return text === '' ? reply.send() : reply.type('application/json; charset=utf-8').send(text);
      } finally {
        await server.close();
      }
    },
  });

  /** What answers one request, with what its user may be shown. */
  function serverFor(request: FastifyRequest, identity: Identity): Server {
    const server = new Server(SERVER, { capabilities: { tools: {} }, jsonSchemaValidator: NO_VALIDATOR });
    const graph = options.graph();
    const known = tools.of(options.documents.all(), graph.schema);
    server.setRequestHandler(ListToolsRequestSchema, async () => {
      const { schema } = graph;
      const rules = { schema, denials: graph.denials(identity), rejectDenied: options.rejectDenied };
      const shown = [...known.values()].filter((tool) => isShownTo(identity, tool, rules));
      return { tools: shown.map((tool) => tool.shown) };
    });
    server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
      const tool = known.get(params.name);
      if (!tool) {
        throw new McpError(
          ErrorCode.InvalidParams,
          `There is no tool ${JSON.stringify(params.name.slice(0, 100))}; tools/list says which there are.`,
        );
      }
      return await call(request, tool, params.arguments ?? {});
    });
    return server;
  }
}

/** Says of a body that is no message what one is; what else goes wrong is told as everywhere. */
function tellUnreadable(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { statusCode } = error;
  if (error instanceof BodyNotUtf8 || error instanceof BodyEncoded) throw error;
  if (statusCode === 400)
    return reply.code(400).send(rpcError('Send a message of JSON-RPC, in JSON.', ErrorCode.ParseError));
  if (statusCode === 415) return reply.code(415).send(rpcError('Send messages as application/json.'));
  throw error;
}

/** As the transport looks at it; the body it is given parsed. */
function webRequest({ headers }: FastifyRequest): Request {
  const own = new Headers();
  for (const name of ['accept', 'content-type', 'mcp-protocol-version', SESSION_HEADER]) {
    const value = headers[name];
    if (typeof value === 'string') own.set(name, value);
  }
  return new Request(`http://router${MCP_PATH}`, { method: 'POST', headers: own });
}

function rpcError(message: string, code = SERVER_ERROR) {
  return { jsonrpc: '2.0', error: { code, message }, id: null };
}
