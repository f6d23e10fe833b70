import { type ContestantName, productionEnv, type Surroundings } from '../contestants/contestant.ts';
import type { RunningContestant } from '../contestants/contestants.ts';
import { startGrafbase } from '../contestants/grafbase-process.ts';
import type { Launcher } from '../processes/child.ts';
import { SHOP } from './shop.ts';

/** What a gateway finds when it starts. */
export interface ShopSurroundings
  extends Pick<Surroundings, 'identitySecret' | 'keysFolder' | 'users' | 'shedsLoad' | 'port' | 'folder'> {
  launcher: Launcher;
  /** Of the light process; a subgraph answers at `/<name>` of it. */
  subgraphsOrigin: string;
  /** The composed supergraph, with these addresses. */
  supergraphPath: string;
}

/** A gateway that can be measured in front of the shop. */
export interface GatewayContestant {
  name: ContestantName;
  /** What it is and how it is configured, in a sentence. */
  title: string;
  /** Whether it needs the packages of bench/peers. */
  peers?: true;
  start(surroundings: ShopSurroundings): Promise<RunningContestant>;
}

const QUESTION = '/graphql?query=%7B__typename%7D';

export const GATEWAYS: readonly GatewayContestant[] = [
  {
    name: 'ours',
    title:
      "this project's router: Basic Auth, limits, counters and a log line for each request, as in production",
    start: (surroundings) =>
      startNode('ours', 'router/main', surroundings, {
        ...productionEnv('router', surroundings),
        SUPERGRAPH_PATH: surroundings.supergraphPath,
      }),
  },
  {
    name: 'vanilla',
    title: 'a default ApolloGateway behind Apollo Server standalone',
    start: (surroundings) =>
      startNode('vanilla', 'bench/gateways/vanilla-shop-main', surroundings, {
        SUPERGRAPH_PATH: surroundings.supergraphPath,
      }),
  },
  {
    name: 'hive',
    title:
      'Hive Gateway with its Rust planner; identical requests in flight are one, as its authors measure it',
    peers: true,
    start: (surroundings) =>
      startNode('hive', 'bench/peers/hive-shop.mjs', surroundings, {
        SUPERGRAPH_PATH: surroundings.supergraphPath,
      }),
  },
  {
    name: 'grafbase',
    title: 'Grafbase Gateway, native (Rust), as `grafbase dev` runs it: the form that npm has',
    peers: true,
    start: startNative,
  },
];

async function startNode(
  name: ContestantName,
  script: string,
  { launcher, users, port }: ShopSurroundings,
  env: Readonly<Record<string, string>>,
): Promise<RunningContestant> {
  const place = String(await port());
  const origin = `http://127.0.0.1:${place}`;
  const child = await launcher.start({
    name,
    script,
    env: { ...env, PORT: place, ROUTER_PORT: place },
    ready: { url: `${origin}${QUESTION}`, authorization: users.authorizations[0] },
  });
  return {
    name,
    endpoint: { origin, speaks: 'graphql', authorizations: users.authorizations },
    processes: [child],
  };
}

async function startNative({
  launcher,
  subgraphsOrigin,
  users,
  port,
  folder,
}: ShopSurroundings): Promise<RunningContestant> {
  const { origin, child } = await startGrafbase({
    launcher,
    port: await port(),
    folder,
    subgraphs: SHOP.map((one) => ({ ...one, url: `${subgraphsOrigin}/${one.name}` })),
  });
  return {
    name: 'grafbase',
    endpoint: { origin, speaks: 'graphql', authorizations: users.authorizations },
    processes: [child],
  };
}
