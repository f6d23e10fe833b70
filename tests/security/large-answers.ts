import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { Resources } from '../../platform/process/ending/resources.ts';
import { createLog } from '../../platform/process/logging/logging.ts';
import { openUserDirectory } from '../../router/auth/users/open-users.ts';
import { readRouterConfig } from '../../router/config/config.ts';
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
  readonly part: string | ((index: number) => string);
  /** Around all parts, where they are one value of the list. */
  readonly open?: string;
  readonly close?: string;
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
  'empty lists in one value': { query: '{ exatos }', list: 'exatos', open: '[', part: '[]', close: ']' },
  'numbers in one value': { query: '{ exatos }', list: 'exatos', open: '[', part: '7', close: ']' },
  'exact numbers in one value': {
    query: '{ exatos }',
    list: 'exatos',
    open: '[',
    part: '9007199254740993',
    close: ']',
  },
  'names in one value': {
    query: '{ exatos }',
    list: 'exatos',
    open: '{',
    part: (n) => `"n${n}":1`,
    close: '}',
  },
  'as many names as an object may have': {
    query: '{ exatos }',
    list: 'exatos',
    part: (n) => `{${Array.from({ length: 50_000 }, (_, at) => `"${n}n${at}":1`).join()}}`,
  },
  'as many lists as there may be, in one value': {
    query: '{ exatos }',
    list: 'exatos',
    open: '[',
    part: '[      ]',
    close: ']',
  },
  'as many objects as there may be, in one value': {
    query: '{ exatos }',
    list: 'exatos',
    open: '[',
    part: '{      }',
    close: ']',
  },
  'as many lists in each other as there may be': {
    query: '{ exatos }',
    list: 'exatos',
    part: `${'['.repeat(190)}${' '.repeat(1160)}${']'.repeat(190)}`,
  },
  'one large value under many names': {
    query: `{ ${Array.from({ length: 30 }, (_, n) => `x${n}: exatos`).join(' ')} }`,
    list: 'exatos',
    open: '[',
    part: '[      ]',
    close: ']',
  },
  'lists in lists': { query: '{ exatos }', list: 'exatos', part: `${'['.repeat(60)}${']'.repeat(60)}` },
  'a million lists in each other': {
    query: '{ exatos }',
    list: 'exatos',
    open: '['.repeat(1_000_000),
    part: '7',
    close: ']'.repeat(1_000_000),
  },
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
    const asked = answerOf(name);
    const answer = isSecond ? entities(asked.entity ?? 'null', count(body())) : filled(asked, bytes);
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

function filled({ list, part, open = '', close = '' }: LargeAnswer, bytes: number): Buffer {
  const start = `{"data":{"${list}":[${open}`;
  const end = `${close}]}}`;
  const parts: string[] = [];
  let left = bytes - start.length - end.length;
  for (let index = 0; left > 0; index += 1) {
    const next = typeof part === 'string' ? part : part(index);
    left -= next.length + 1;
    if (left >= 0) parts.push(next);
  }
  return Buffer.from(`${start}${parts.join(',')}${end}`);
}

function entities(entity: string, parts: number): Buffer {
  return Buffer.from(`{"data":{"_entities":[${`${entity},`.repeat(Math.max(0, parts - 1))}${entity}]}}`);
}
