import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import type { Env } from '../../../platform/process/config/config.ts';
import { Resources } from '../../../platform/process/ending/resources.ts';
import { createLog } from '../../../platform/process/logging/logging.ts';
import { readRouterConfig } from '../../../router/config/config.ts';
import { startRouter } from '../../../router/router-server.ts';
import { openSharedUsers } from '../../../router/shared-store/open-shared-store.ts';
import { asJson, type BrokenSubgraph, startBrokenSubgraph } from './broken-subgraph.ts';

const HEADER = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])\n';

/** A router in front of subgraphs that answer when they are told to. */
export interface SlowGraph extends AsyncDisposable {
  /** `http://host:port` */
  readonly url: string;
  subgraph(name: string): SlowSubgraph;
}

export interface SlowSubgraph {
  readonly asked: BrokenSubgraph['asked'];
  /** From now on it keeps its answers back. */
  hold(): void;
  /** It gives the answers that it kept back, and from now on answers at once. */
  release(): void;
}

/** Starts it with the development users; each subgraph has types of its own and resolvers for them. */
export async function startSlowGraph(
  subgraphs: Readonly<Record<string, { sdl: string; resolvers: Record<string, Record<string, unknown>> }>>,
  env: Env = {},
): Promise<SlowGraph> {
  await using opened = new Resources();
  const services: { name: string; url: string; typeDefs: ReturnType<typeof parse> }[] = [];
  const started = new Map<string, SlowSubgraph>();
  for (const [name, { sdl, resolvers }] of Object.entries(subgraphs)) {
    const subgraph = opened.use(await startBrokenSubgraph(HEADER + sdl, resolvers));
    services.push({ name, url: subgraph.url, typeDefs: parse(HEADER + sdl) });
    started.set(name, slow(subgraph));
  }
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new AggregateError(errors ?? []);
  const folder = await mkdtemp(join(tmpdir(), 'slow-graph-'));
  opened.defer(() => rm(folder, { recursive: true }));
  const path = join(folder, 'supergraph.graphql');
  await writeFile(path, supergraphSdl);
  const config = readRouterConfig({ SUPERGRAPH_PATH: path, ROUTER_PORT: '0', ...env });
  const log = createLog('test', 'silent');
  const { users, shared } = opened.use(await openSharedUsers(config, log));
  const { url } = opened.use(await startRouter({ config, log, users, shared }));
  const resources = opened.move();
  return {
    url,
    subgraph(name) {
      const found = started.get(name);
      if (!found) throw new Error(`there is no subgraph ${name}`);
      return found;
    },
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

function slow(subgraph: BrokenSubgraph): SlowSubgraph {
  const held: (() => void)[] = [];
  return {
    asked: subgraph.asked,
    hold() {
      subgraph.respond = (answer, response) => held.push(() => asJson(answer, response));
    },
    release() {
      subgraph.respond = asJson;
      for (const answer of held.splice(0)) answer();
    },
  };
}
