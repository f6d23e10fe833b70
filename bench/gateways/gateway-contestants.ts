import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ContestantName, productionEnv, type Surroundings } from '../contestants/contestant.ts';
import type { RunningContestant } from '../contestants/contestants.ts';
import type { Launcher } from '../processes/child.ts';
import { SHOP } from './shop.ts';

/** What a gateway finds when it starts. */
export interface ShopSurroundings
  extends Pick<Surroundings, 'identitySecret' | 'keysFolder' | 'users' | 'shedsLoad' | 'port'> {
  launcher: Launcher;
  /** Of the light process; a subgraph answers at `/<name>` of it. */
  subgraphsOrigin: string;
  /** The composed supergraph, with these addresses. */
  supergraphPath: string;
  /** Of this run; files may be made in it. */
  folder: string;
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

const PEERS = fileURLToPath(new URL('../peers', import.meta.url));
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
    start: startGrafbase,
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

async function startGrafbase({
  launcher,
  subgraphsOrigin,
  users,
  port,
  folder,
}: ShopSurroundings): Promise<RunningContestant> {
  const place = await port();
  const subgraphs = SHOP.map(
    ({ name }) =>
      `[subgraphs.${name}]\nurl = "${subgraphsOrigin}/${name}"\nschema_path = "${name}.graphql"\n`,
  );
  await writeFile(join(folder, 'grafbase.toml'), subgraphs.join('\n'));
  for (const { name, typeDefs } of SHOP) await writeFile(join(folder, `${name}.graphql`), typeDefs);
  const origin = `http://127.0.0.1:${place}`;
  const child = await launcher.start({
    name: 'grafbase',
    script: {
      file: join(PEERS, 'node_modules/@grafbase/cli-x86_64-unknown-linux-musl/grafbase'),
      arguments: ['dev', '--port', String(place)],
      folder,
    },
    env: { HOME: folder },
    ready: { url: `${origin}${QUESTION}`, authorization: users.authorizations[0] },
  });
  return {
    name: 'grafbase',
    endpoint: { origin, speaks: 'graphql', authorizations: users.authorizations },
    processes: [child],
  };
}
