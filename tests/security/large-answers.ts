import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { createLog } from '../../platform/process/logging.ts';
import { Resources } from '../../platform/process/resources.ts';
import { openUserDirectory } from '../../router/auth/open-users.ts';
import { readRouterConfig } from '../../router/config.ts';
import { startRouter } from '../../router/router-server.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';
const PRIMEIRO = `${LINK}
  scalar Exato
  type Query { itens: [Item]  certos: [Item!]  numeros: [Int]  exatos: [Exato]  contas: [Conta!] }
  type Item { a: Int  b: String  c: String  d: Int  e: Float }
  type Conta @key(fields: "id") { id: ID! }`;
const SEGUNDO = `${LINK} type Conta @key(fields: "id") { id: ID!  nome: String  saldo: Int! }`;

interface LargeAnswer {
  readonly query: string;
  /** Of which the first subgraph's answer is full, in a list of this name. */
  readonly list: string;
  readonly part: string;
  /** What the second one gives of each entity. */
  readonly entity?: string;
}

/** Answers of as many bytes as one may have, which have as much as can be of something. */
const LARGE_ANSWERS: Readonly<Record<string, LargeAnswer>> = {
  'usual objects': {
    query: '{ itens { a b c d e } }',
    list: 'itens',
    part: '{"a":1,"b":"Ana","c":"Bento","d":2,"e":1.5}',
  },
  'objects of one value': { query: '{ itens { a } }', list: 'itens', part: '{"a":1}' },
  'one value under many names': {
    query: `{ itens { ${Array.from({ length: 50 }, (_, n) => `x${n}: a`).join(' ')} } }`,
    list: 'itens',
    part: '{"a":1,"b":"                                        "}',
  },
  'objects without a value': { query: '{ itens { a } }', list: 'itens', part: '{           }' },
  'nulls that may not be': { query: '{ certos { a } }', list: 'certos', part: 'null' },
  numbers: { query: '{ numeros }', list: 'numeros', part: '7' },
  'wrong numbers': { query: '{ numeros }', list: 'numeros', part: '"7a"' },
  'exact numbers': { query: '{ exatos }', list: 'exatos', part: '9007199254740993' },
  texts: { query: '{ exatos }', list: 'exatos', part: `"${'x'.repeat(4_000)}"` },
  entities: {
    query: '{ contas { id nome saldo } }',
    list: 'contas',
    part: `{"__typename":"Conta","id":"1234567890"}`,
    entity: '{"nome":"Ana","saldo":1}',
  },
  'entities that are not there': {
    query: '{ contas { id nome saldo } }',
    list: 'contas',
    part: `{"__typename":"Conta","id":"1234567890"}`,
    entity: 'null',
  },
};

export interface LargeAnswers extends AsyncDisposable {
  /** Of the router. */
  readonly url: string;
  readonly queries: readonly { readonly name: string; readonly query: string; readonly isLarge: true }[];
  /** Has the subgraphs answer the query of this name. */
  prepare(name: string): void;
}

/**
 * Starts a router whose two subgraphs answer as much as they may.
 *
 * @param bytes as much as that
 */
export async function startLargeAnswers(bytes: number): Promise<LargeAnswers> {
  await using opened = new Resources();
  let prepared = 'usual objects';
  const answers = new Map<string, Buffer>();
  const answerTo = (name: string, isSecond: boolean, body: () => string): Buffer => {
    const key = `${name} ${isSecond}`;
    const known = answers.get(key);
    if (known) return known;
    const { list, part, entity = 'null' } = answerOf(name);
    const answer = isSecond ? entities(entity, count(body())) : filled(list, part, bytes);
    answers.set(key, answer);
    return answer;
  };
  const server = createServer((asked, response) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      const body = () => Buffer.concat(chunks).toString();
      response.setHeader('content-type', 'application/json');
      response.end(answerTo(prepared, asked.url === '/segundo', body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { supergraphSdl, errors } = composeServices([
    { name: 'primeiro', url: `${url}/primeiro`, typeDefs: parse(PRIMEIRO) },
    { name: 'segundo', url: `${url}/segundo`, typeDefs: parse(SEGUNDO) },
  ]);
  if (!supergraphSdl) throw new AggregateError(errors ?? []);
  const folder = await mkdtemp(join(tmpdir(), 'large-answers-'));
  opened.defer(() => rm(folder, { recursive: true }));
  const path = join(folder, 'supergraph.graphql');
  await writeFile(path, supergraphSdl);
  const config = readRouterConfig({
    SUPERGRAPH_PATH: path,
    ROUTER_PORT: '0',
    SUBGRAPH_ANSWER_BYTES: String(bytes),
    ANSWER_LIMIT_BYTES: String(bytes),
    MAX_WAIT_MS: '60000',
  });
  const log = createLog('router', 'silent');
  const users = opened.use(await openUserDirectory({ ...config, log }));
  const router = opened.use(await startRouter({ config, log, users }));
  const resources = opened.move();
  return {
    url: router.url,
    queries: Object.entries(LARGE_ANSWERS).map(([name, { query }]) => ({ name, query, isLarge: true })),
    prepare(name) {
      prepared = name;
      answers.clear();
      // Not while it is measured.
      answerTo(name, false, () => '');
    },
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

function answerOf(name: string): LargeAnswer {
  const answer = LARGE_ANSWERS[name];
  if (!answer) throw new Error(`no answer ${name}`);
  return answer;
}

function count(body: string): number {
  // The router sends the variables last, each representation with its type once.
  return body.split('"__typename":').length - 1;
}

function filled(list: string, part: string, bytes: number): Buffer {
  const open = `{"data":{"${list}":[`;
  const close = ']}}';
  const parts = Math.floor((bytes - open.length - close.length) / (part.length + 1));
  return Buffer.from(`${open}${`${part},`.repeat(Math.max(0, parts - 1))}${part}${close}`);
}

function entities(entity: string, parts: number): Buffer {
  return Buffer.from(`{"data":{"_entities":[${`${entity},`.repeat(Math.max(0, parts - 1))}${entity}]}}`);
}
