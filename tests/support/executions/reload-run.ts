import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import pino from 'pino';
import { Resources } from '../../../platform/process/ending/resources.ts';
import type { RouterContext } from '../../../router/context.ts';
import { graphGateway } from '../../../router/plans/graph-gateway.ts';
import { SubgraphConnections } from '../../../router/subgraphs/subgraph-connections.ts';
import { supergraphFile } from '../../../router/supergraph/supergraph-file.ts';
import { CONNECTIONS_CONFIG } from './connections-config.ts';
import { compose } from './federated-graph.ts';
import { INVALID_SUPERGRAPHS, type InvalidSupergraph, replace, STARS } from './invalid-supergraphs.ts';
import { PLAN_TIMEOUT_MS } from './two-executors.ts';

/** A graph whose supergraph file is spoiled while it answers. */
export interface ReloadRun extends AsyncDisposable {
  /** Puts something invalid where the file is; gives the reason that is logged, and what was answered meanwhile. */
  spoil(invalid: InvalidSupergraph): Promise<{ reason: string; answers: readonly string[] }>;
  /** Puts another valid file there; gives the first answer by it. */
  repair(): Promise<string>;
  /** The answer that the running graph always gives. */
  readonly expected: string;
}

const QUERY = '{ version: stars star { id colour } }';
const CONTEXT: RouterContext = {
  identity: { user: 'teste', scopes: ['query'] },
  requestId: 'reload',
  deadline: null,
};

/** Subgraphs over HTTP on the loopback, whose answers tell by which of two supergraphs they were asked. */
export async function startReloadRun(): Promise<ReloadRun> {
  await using opened = new Resources();
  const folder = await mkdtemp(join(tmpdir(), 'reload-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'supergraph.graphql');
  const url = await subgraph(opened);
  const supergraph = (version: number) =>
    compose(STARS).replaceAll(/http:\/\/(\w+)\.test\/graphql/g, (_, name) => `${url}/${name}/${version}`);
  let version = 1;
  await replace(path, supergraph(version));

  const logged: { reason?: string; msg: string }[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => logged.push(JSON.parse(line)) });
  let changed = () => {};
  const connections = opened.use(
    new SubgraphConnections({
      config: CONNECTIONS_CONFIG,
      log,
    }),
  );
  const gateway = graphGateway({
    source: {
      read: supergraphFile(path).read,
      watch: (onChange) => {
        changed = onChange;
        return () => {};
      },
    },
    connect: (subgraphs) => connections.open(subgraphs),
    use: (inUse) => connections.use(inUse),
    log,
    planTimeoutMs: PLAN_TIMEOUT_MS,
  });
  const apollo = new ApolloServer<RouterContext>({ gateway, plugins: [gateway.plugin] });
  await apollo.start();
  opened.defer(() => apollo.stop());

  const ask = async (): Promise<string> => {
    const { body } = await apollo.executeOperation({ query: QUERY }, { contextValue: { ...CONTEXT } });
    if (body.kind !== 'single') throw new Error('an answer in parts');
    const probes = await Promise.all(
      [...connections.probes.values()].flat().map((probe) => probe(CONTEXT.identity)),
    );
    return JSON.stringify({ ...body.singleResult, probes });
  };
  const expectedOf = (version: number) =>
    JSON.stringify({
      data: { version, star: { id: '1', colour: `red ${version}` } },
      probes: ['ready', 'ready'],
    });
  /** Asks until something new is logged. */
  const askUntilLogged = async () => {
    const before = logged.length;
    const answers: string[] = [];
    changed();
    while (logged.length === before) answers.push(await ask());
    for (let more = 0; more < 3; more += 1) answers.push(await ask());
    return { answers, last: logged.at(-1) };
  };
  const resources = opened.move();
  return {
    async spoil(invalid) {
      await invalid.put(path, supergraph(version + 1));
      const { answers, last } = await askUntilLogged();
      if (last?.msg !== 'supergraph not reloaded') throw new Error(`"${invalid.name}": ${last?.msg}`);
      return { answers, reason: last.reason ?? '' };
    },
    async repair() {
      version += 1;
      await replace(path, supergraph(version));
      await askUntilLogged();
      return await ask();
    },
    get expected() {
      return expectedOf(version);
    },
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

/** Puts each kind of invalid file in place in turn; gives what was answered other than it should be. */
export async function spoilInTurn(
  run: ReloadRun,
): Promise<{ wrong: Record<string, unknown>; refused: number; answers: number }> {
  const wrong: Record<string, unknown> = {};
  let count = 0;
  for (const invalid of INVALID_SUPERGRAPHS) {
    const { reason, answers } = await run.spoil(invalid);
    count += answers.length;
    const others = answers.filter((answer) => answer !== run.expected);
    if (reason === '' || others.length > 0) wrong[invalid.name] = { reason, others: [...new Set(others)] };
  }
  return { wrong, refused: INVALID_SUPERGRAPHS.length, answers: count };
}

async function subgraph(opened: Resources): Promise<string> {
  const server = createServer((request, response) => {
    const version = Number(request.url?.split('/').at(-1));
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      const entities = body.includes('_entities');
      const data = entities
        ? { _entities: [{ colour: `red ${version}` }] }
        : { __typename: 'Query', stars: version, star: { __typename: 'Star', id: '1', mass: 2 } };
      response.end(JSON.stringify({ data }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.defer(() => new Promise<void>((resolve) => server.close(() => resolve())));
  // A TCP server's address is an object.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
