import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import {
  basic,
  insertAnaAndBento,
  startTestNetwork,
  type TestNetwork,
} from '../../support/networks/test-network.ts';

const SOON = { timeout: 15_000, interval: 100 };
const DOCUMENTS = [
  '# One customer, by id.\nquery Cliente($id: ID!) { cliente(id: $id) { nome email } }',
  'query Contatos($cpf: CPF!) { clientePorCpf(cpf: $cpf) { nome } }',
  'query Pedidos { acessos(filtro: { operacao: "Cliente" }) { nodes { usuario aplicacao versaoDaAplicacao operacao tipo status documentoConfiavel requisicao } } }',
  'query Caro($first: Int! = 100) { clientes(first: $first) { nodes { inventario(first: 100) { nodes { produto { nome } } } } } }',
  '# Registers a customer.\nmutation Registrar($entrada: CriarClienteEntrada!) { criarCliente(entrada: $entrada) { __typename ... on ClienteGravado { cliente { id nome } } } }',
  'mutation Excluir($entrada: ExcluirClienteEntrada!) { excluirCliente(entrada: $entrada) { __typename } }',
  'query DeOutroEsquema { naoExiste }',
];

let folder: string;
let path: string;
let graph: TestNetwork;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcp-'));
  path = join(folder, 'documents.json');
  await writeManifest(DOCUMENTS);
  graph = await startTestNetwork({
    transport: 'direct',
    env: {
      MCP: 'on',
      TRUSTED_DOCUMENTS: 'only',
      TRUSTED_DOCUMENTS_PATH: path,
      ACCESS_TRACKING: 'on',
      ACCESS_FLUSH_MS: '200',
      EXPLORER: 'off',
      MAX_OPERATION_COST: '5000',
    },
  });
  await insertAnaAndBento(graph.network);
});
afterAll(async () => {
  await graph?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

function writeManifest(bodies: readonly string[]): Promise<void> {
  const operations = bodies.map((body) => {
    const [, type, name] = /^(query|mutation) (\w+)/m.exec(body) ?? [];
    return { id: createHash('sha256').update(body).digest('hex'), name, type, body };
  });
  return writeFile(
    path,
    JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }),
  );
}

/** A client of the protocol that has begun, logged in by name. */
async function connect(user: string, { url = graph.url, name = 'assistente' } = {}): Promise<Client> {
  const client = new Client({ name, version: '3.1' });
  const transport = new StreamableHTTPClientTransport(new URL('/mcp', url), {
    requestInit: { headers: { authorization: basic(`${user}:${user}`) } },
  });
  onTestFinished(() => client.close());
  await client.connect(transport);
  return client;
}

async function namesFor(user: string): Promise<string[]> {
  const { tools } = await (await connect(user)).listTools();
  return tools.map(({ name }) => name);
}

/** Sends a message by hand, as admin. */
function post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${graph.url}/mcp`, {
    method: 'POST',
    headers: {
      authorization: basic('admin:admin'),
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body: JSON.stringify(body),
  });
}

const PING = { jsonrpc: '2.0', id: 1, method: 'ping' };

test('each user is shown the tools that the scopes of the user permit, and no document that is not valid', async () => {
  expect(await Promise.all(['admin', 'atendente', 'leitor'].map(namesFor))).toEqual([
    ['Cliente', 'Contatos', 'Pedidos', 'Caro', 'Registrar', 'Excluir'],
    ['Cliente', 'Contatos', 'Caro'],
    ['Cliente', 'Caro'],
  ]);
});

test('a tool says what it does, what it takes, and whether it changes something', async () => {
  const { tools } = await (await connect('admin')).listTools();
  const byName = new Map(tools.map((tool) => [tool.name, tool]));

  expect(byName.get('Cliente')).toEqual({
    name: 'Cliente',
    description: 'One customer, by id.',
    inputSchema: {
      type: 'object',
      properties: { id: { type: 'string', description: expect.any(String) } },
      required: ['id'],
      additionalProperties: false,
    },
    annotations: { readOnlyHint: true, openWorldHint: false },
  });
  expect(byName.get('Contatos')?.description).toMatch(/^clientePorCpf: /);
  expect(byName.get('Registrar')).toMatchObject({
    inputSchema: { properties: { entrada: { $ref: '#/$defs/CriarClienteEntrada' } } },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true },
  });
  expect(byName.get('Excluir')?.annotations).toMatchObject({ idempotentHint: false });
});

test('a call is answered as its document is, with what its user may see, and is one access of the client', async () => {
  const asAdmin = await (await connect('admin')).callTool({ name: 'Cliente', arguments: { id: '1' } });
  const asLeitor = await (await connect('leitor')).callTool({ name: 'Cliente', arguments: { id: '1' } });

  const data = { cliente: { nome: 'Ana Prado', email: 'ana@exemplo.com.br' } };
  expect(asAdmin).toEqual({
    content: [{ type: 'text', text: JSON.stringify({ data }) }],
    structuredContent: { data },
  });
  expect(asLeitor).toMatchObject({
    isError: true,
    structuredContent: {
      data: { cliente: { nome: 'Ana Prado', email: null } },
      errors: [{ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }],
    },
  });
  const client = await connect('admin');
  await vi.waitFor(async () => {
    const { structuredContent } = await client.callTool({ name: 'Pedidos', arguments: {} });
    const of = (usuario: string) => ({
      usuario,
      aplicacao: 'assistente',
      versaoDaAplicacao: '3.1',
      operacao: 'Cliente',
      tipo: 'QUERY',
      status: 200,
      documentoConfiavel: true,
      requisicao: expect.any(String),
    });
    expect(structuredContent).toEqual({ data: { acessos: { nodes: [of('leitor'), of('admin')] } } });
  }, SOON);
});

test('what is refused is told as the result of the call', async () => {
  const admin = await connect('admin');
  const leitor = await connect('leitor');
  const input = { nome: 'Caio Lima', chaveDeIdempotencia: 'chave-0001' };
  const refusals = await Promise.all([
    admin.callTool({ name: 'Contatos', arguments: { cpf: 'nenhum' } }),
    admin.callTool({ name: 'Cliente', arguments: {} }),
    admin.callTool({ name: 'Cliente', arguments: { id: '1', nome: 'Ana' } }),
    admin.callTool({ name: 'Caro', arguments: {} }),
    leitor.callTool({ name: 'Registrar', arguments: { entrada: input } }),
  ]);

  expect(refusals).toEqual(
    [
      /^BAD_USER_INPUT: .*\$cpf/,
      /^BAD_USER_INPUT: .*\$id/,
      /^The tool has no argument "nome"; it has id\.$/,
      /^BAD_USER_INPUT: The operation has an estimated cost of \d+/,
      /^FORBIDDEN: This user may not run a mutation/,
    ].map((text) =>
      expect.objectContaining({
        isError: true,
        content: [{ type: 'text', text: expect.stringMatching(text) }],
      }),
    ),
  );
  await expect(admin.callTool({ name: 'Outra', arguments: {} })).rejects.toMatchObject({
    code: -32602,
    message: expect.stringContaining('There is no tool "Outra"'),
  });
});

test('a mutation that comes again with its key is carried out once', async () => {
  const client = await connect('admin');
  const entrada = {
    nome: 'Dora Sá',
    email: 'dora@exemplo.com.br',
    cpf: '11144477735',
    chaveDeIdempotencia: 'chave-0002',
  };

  const [first, again] = [
    await client.callTool({ name: 'Registrar', arguments: { entrada } }),
    await client.callTool({ name: 'Registrar', arguments: { entrada } }),
  ];

  expect(first?.structuredContent).toEqual({
    data: {
      criarCliente: { __typename: 'ClienteGravado', cliente: { id: expect.any(String), nome: 'Dora Sá' } },
    },
  });
  expect(again).toEqual(first);
});

test('only who has logged in is answered, no page of another origin, and one message at a time', async () => {
  const rebound = new URL(graph.url).origin.replace('127.0.0.1', 'rebound.example');
  const answers = await Promise.all([
    post(PING),
    post(PING, { origin: 'http://localhost:5173' }),
    post(PING, { origin: rebound, host: new URL(rebound).host }),
    post(PING, { origin: 'null' }),
    post([PING, PING]),
    post(PING, { authorization: basic('admin:errada') }),
    fetch(`${graph.url}/mcp`, {
      headers: { authorization: basic('admin:admin'), accept: 'text/event-stream' },
    }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 403, 403, 400, 401, 405]);
  expect(await answers[0]?.json()).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
});

test.each([
  { body: '{"jsonrpc":', type: 'application/json', status: 400, code: -32_700, says: 'JSON-RPC' },
  { body: '', type: 'application/json', status: 400, code: -32_700, says: 'JSON-RPC' },
  { body: '{}', type: 'text/plain', status: 415, code: -32_000, says: 'application/json' },
  { body: '{}', type: 'application/json', status: 400, code: -32_700, says: 'JSON-RPC' },
])('a body $body of the type $type is refused in words of the protocol', async (sent) => {
  const answer = await fetch(`${graph.url}/mcp`, {
    method: 'POST',
    headers: {
      authorization: basic('admin:admin'),
      accept: 'application/json, text/event-stream',
      'content-type': sent.type,
    },
    body: sent.body,
  });

  expect({ status: answer.status, body: await answer.json() }).toEqual({
    status: sent.status,
    body: {
      jsonrpc: '2.0',
      error: { code: sent.code, message: expect.stringContaining(sent.says) },
      id: null,
    },
  });
});

test.each([
  ['initialize', { protocolVersion: '2025-11-25', capabilities: {} }, 'params.clientInfo'],
  ['initialize', undefined, 'params'],
  ['tools/call', {}, 'params.name'],
  ['tools/call', { name: 'Cliente', arguments: ['1'] }, 'params.arguments'],
  ['tools/list', { cursor: 5 }, 'params.cursor'],
])('%s with the parameters %j is told as a mistake of the client', async (method, params, where) => {
  const answer = await post({ jsonrpc: '2.0', id: 'um', method, params });

  expect(await answer.json()).toEqual({
    jsonrpc: '2.0',
    id: 'um',
    error: { code: -32_602, message: expect.stringMatching(`^${where}: Invalid input`) },
  });
});

test.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'])(
  '%s is told that messages are sent with POST, whatever its body is',
  async (method) => {
    const ask = (headers: Record<string, string>) => fetch(`${graph.url}/mcp`, { method, headers });
    const authorization = basic('admin:admin');

    for (const type of ['application/json', 'text/csv']) {
      const answer = await ask({ authorization, 'content-type': type });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    }
    expect((await ask({ 'content-type': 'application/json' })).status).toBe(401);
  },
);

test('a body that is too large is refused as everywhere', async () => {
  const { status } = await fetch(`${graph.url}/mcp`, {
    method: 'POST',
    headers: { authorization: basic('admin:admin'), 'content-type': 'application/json' },
    body: 'x'.repeat(2 * 1024 * 1024),
  });
  expect(status).toBe(413);
});

test('tools follow the manifest', async () => {
  const renamed = ['query Novo { clientes { nodes { nome } } }', 'query Novo { clientes { nodes { id } } }'];
  await writeManifest([...DOCUMENTS, ...renamed]);
  onTestFinished(() => writeManifest(DOCUMENTS));

  await vi.waitFor(async () => {
    const names = await namesFor('leitor');
    expect(names).toEqual([
      'Cliente',
      'Caro',
      ...renamed.map((text) => `Novo_${createHash('sha256').update(text).digest('hex').slice(0, 8)}`),
    ]);
  }, SOON);
});
