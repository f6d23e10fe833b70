import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { Resources } from '../../../platform/process/ending/resources.ts';
import { createLog } from '../../../platform/process/logging/logging.ts';
import { openUserDirectory } from '../../../router/auth/users/open-users.ts';
import { readRouterConfig } from '../../../router/config/config.ts';
import { type RunningRouter, startRouter } from '../../../router/router-server.ts';
import { asJson, type BrokenSubgraph, type Respond, startBrokenSubgraph } from './broken-subgraph.ts';
import type { ReadError } from './explained.ts';
import { postQuery } from './test-network.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';
const PESSOAS = [
  { id: '1', nome: 'Ana', numeros: [1, 2], estado: 'ATIVO' },
  { id: '2', nome: 'Bento', numeros: null, estado: 'INATIVO' },
  { id: '3', nome: 'Caio', numeros: [3], estado: null },
];
const CADASTRO = `${LINK}
  type Query { pessoa(id: ID!): Pessoa  pessoas: [Pessoa!]  total: Int  valor(de: Exato, em: Float, n: Int): Exato }
  type Mutation { gravar(nome: String!): Pessoa  valor: Exato }
  type Pessoa @key(fields: "id") { id: ID!  nome: String!  numeros: [Int!]  estado: Estado  obs: String @shareable }
  enum Estado { ATIVO INATIVO }
  scalar Exato`;
const NOTAS = `${LINK}
  type Pessoa @key(fields: "id") { id: ID!  nota: Float  apelido: String!  ativa: Boolean  avisos: [Aviso!]!  cartao: Cartao }
  type Aviso { texto: String!  lido: Boolean }
  union Cartao = Ouro | Prata
  type Ouro { limite: Int }
  type Prata { anuidade: Int }`;

/** A line of the router's log, with what tests look at. */
interface Line {
  level: number;
  msg: string;
  status?: number;
  subgraph?: string;
}

/** What a router has answered. */
interface Answer {
  status: number;
  data?: unknown;
  errors?: ReadError[];
}

/** Two subgraphs that can be told to answer wrongly, and a router in front of them. Each test begins with right answers. */
export interface BrokenGraph {
  /** Has people, and a mutation. */
  readonly cadastro: BrokenSubgraph;
  /** Has more fields of them. */
  readonly notas: BrokenSubgraph;
  /** The router's `http://host:port`. */
  readonly url: string;
  /** Warnings and errors that routers have logged in this test. */
  readonly logged: readonly Line[];
  /** Asks a router, by default that of the graph. */
  ask(query: string, router?: RunningRouter): Promise<Answer>;
  /** Another router, which has logged nothing yet. */
  startRouter(): Promise<RunningRouter>;
}

/** Starts a graph before the tests of the file that calls this, and ends it after them. */
export function brokenGraph(): BrokenGraph {
  const byId = (id: string) => PESSOAS.find((pessoa) => pessoa.id === id) ?? null;
  const opened = new Resources();
  const logged: Line[] = [];
  let cadastro: BrokenSubgraph;
  let notas: BrokenSubgraph;
  let router: RunningRouter;
  let supergraphPath: string;
  beforeAll(async () => {
    cadastro = opened.use(
      await startBrokenSubgraph(CADASTRO, {
        Query: {
          pessoa: (_: unknown, { id }: { id: string }) => byId(id),
          pessoas: () => PESSOAS,
          total: () => PESSOAS.length,
          valor: () => 'exato',
        },
        Mutation: { gravar: () => PESSOAS[0] },
        Pessoa: { __resolveReference: ({ id }: { id: string }) => byId(id) },
      }),
    );
    notas = opened.use(
      await startBrokenSubgraph(NOTAS, {
        Pessoa: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          nota: ({ id }: { id: string }) => Number(id) / 2,
          apelido: ({ id }: { id: string }) => `p${id}`,
          ativa: () => true,
          avisos: () => [
            { texto: 'oi', lido: null },
            { texto: 'tchau', lido: true },
          ],
          cartao: ({ id }: { id: string }) =>
            id === '1' ? { __typename: 'Ouro', limite: 5 } : { __typename: 'Prata', anuidade: 7 },
        },
      }),
    );
    const { supergraphSdl, errors } = composeServices([
      { name: 'cadastro', url: cadastro.url, typeDefs: parse(CADASTRO) },
      { name: 'notas', url: notas.url, typeDefs: parse(NOTAS) },
    ]);
    if (!supergraphSdl) throw new AggregateError(errors ?? []);
    const folder = await mkdtemp(join(tmpdir(), 'malformed-'));
    opened.defer(() => rm(folder, { recursive: true }));
    const path = join(folder, 'supergraph.graphql');
    await writeFile(path, supergraphSdl);
    supergraphPath = path;
    router = opened.use(await startOneRouter());
  });
  afterAll(() => opened[Symbol.asyncDispose]());
  beforeEach(() => {
    for (const subgraph of [cadastro, notas]) {
      subgraph.respond = asJson;
      subgraph.asked.length = 0;
    }
    logged.length = 0;
  });
  return {
    get cadastro() {
      return cadastro;
    },
    get notas() {
      return notas;
    },
    get url() {
      return router.url;
    },
    logged,
    startRouter: startOneRouter,
    async ask(query, { url } = router) {
      const { status, body } = await postQuery(`${url}/graphql`, query);
      // What every router answers.
      return { status, ...(body as { data?: unknown; errors?: ReadError[] }) };
    },
  };

  async function startOneRouter(): Promise<RunningRouter> {
    const config = readRouterConfig({
      SUPERGRAPH_PATH: supergraphPath,
      ROUTER_PORT: '0',
      SUBGRAPH_TIMEOUT_MS: '2000',
    });
    const log = createLog('test', 'silent');
    for (const level of ['warn', 'error'] as const) {
      Object.assign(log, {
        [level]: (line: object, msg: string) =>
          logged.push({ ...line, msg, level: log.levels.values[level] ?? 0 }),
      });
    }
    const users = await openUserDirectory({ ...config, log });
    return await startRouter({ config, log, users });
  }
}

/** Sends some bytes instead of the answer. */
export const bytes =
  (body: string | Buffer, { status = 200, type = 'application/json', headers = {} } = {}): Respond =>
  (_answer, response) => {
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  };

/** Sends a JSON value instead of the answer. */
export const json = (value: unknown, status = 200) => bytes(JSON.stringify(value), { status });

/** What a subgraph would answer, in the shape that the operation asks for. */
// biome-ignore lint/suspicious/noExplicitAny: has whatever shape the operation asks for.
export type RightData = any;

/** Sends the right answer with a change in its data. */
export const change =
  (edit: (data: RightData) => void): Respond =>
  (answer, response) => {
    edit(answer.data);
    asJson(answer, response);
  };
