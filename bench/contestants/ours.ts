import { OPTIMIZATIONS, type Optimization } from '../../platform/process/config/optimizations.ts';
import {
  type Contestant,
  productionEnv,
  type SubgraphProcesses,
  type Surroundings,
  WITHOUT_ACCESSES,
} from './contestant.ts';
import { startOurSubgraphs } from './our-subgraphs.ts';

/** This project as it runs in production: the router and each subgraph in a process of its own. */
export const ours: Contestant = {
  name: 'ours',
  title: 'this project, the router and each subgraph a process of its own',
  start: async (surroundings) => startRouter(surroundings, await surroundings.subgraphs()),
};

/** The same without one of the mechanisms that exist for speed only. */
export const withoutOptimizations: readonly Contestant[] = OPTIMIZATIONS.map(without);

/** The same without telling anybody which requests it has answered (docs/accesses.md). */
export const withoutAccesses: Contestant = {
  name: 'ours-without-accesses',
  title: 'the same without reports of accesses',
  start: async (surroundings) => startRouter(surroundings, await surroundings.subgraphs(), WITHOUT_ACCESSES),
};

function without(optimization: Optimization): Contestant {
  const env = { OPTIMIZATIONS_OFF: optimization };
  return {
    name: `ours-without-${optimization}`,
    title: `the same without ${optimization}`,
    start: async (surroundings) => startRouter(surroundings, await startOurSubgraphs(surroundings, env), env),
  };
}

async function startRouter(
  surroundings: Surroundings,
  { processes, urls }: SubgraphProcesses,
  env: Readonly<Record<string, string>> = {},
): ReturnType<Contestant['start']> {
  const { launcher, users } = surroundings;
  const port = await surroundings.port();
  const origin = `http://127.0.0.1:${port}`;
  const router = await launcher.start({
    name: 'ours: router',
    script: 'router/main',
    env: { ...productionEnv('router', surroundings), ...urls, ...env, ROUTER_PORT: String(port) },
    ready: { url: `${origin}/health/ready`, authorization: users.authorizations[0] },
  });
  return {
    endpoint: { origin, speaks: 'graphql', authorizations: users.authorizations },
    processes: [router, ...processes],
  };
}
