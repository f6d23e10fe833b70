import {
  CallToolRequestSchema,
  ErrorCode,
  InitializeRequestSchema,
  isJSONRPCRequest,
  type JSONRPCErrorResponse,
  ListToolsRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';

/** What each request that is answered here has to be like. */
const REQUESTS = {
  initialize: InitializeRequestSchema,
  'tools/list': ListToolsRequestSchema,
  'tools/call': CallToolRequestSchema,
};

/**
 * What a client is told whose message is a request with parameters that are wrong; null for any other message. The library
 * would tell it as a failure of the server (-32603), after which a client may send the same again.
 */
export function refuseWrongParams(message: unknown): JSONRPCErrorResponse | null {
  if (!isJSONRPCRequest(message) || !isAnswered(message.method)) return null;
  const { error } = REQUESTS[message.method].safeParse(message);
  if (!error) return null;
  const problems = error.issues.map(({ path, message: problem }) => `${path.join('.')}: ${problem}`);
  return {
    jsonrpc: '2.0',
    id: message.id,
    error: { code: ErrorCode.InvalidParams, message: problems.join('; ') },
  };
}

function isAnswered(method: string): method is keyof typeof REQUESTS {
  return Object.hasOwn(REQUESTS, method);
}
