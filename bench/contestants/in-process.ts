import { type Contestant, productionEnv, type Surroundings, WITHOUT_ACCESSES } from './contestant.ts';

/** This project with the router and all subgraphs in one process that calls them directly, as `npm start` runs it. */
export const inProcess: Contestant = {
  name: 'ours-in-process',
  title: 'this project in one process, the router calling the subgraphs directly',
  start: (surroundings) => startInProcess(surroundings),
};

/** The same without telling anybody which requests it has answered (docs/accesses.md). */
export const inProcessWithoutAccesses: Contestant = {
  name: 'ours-in-process-without-accesses',
  title: 'the same without reports of accesses',
  start: (surroundings) => startInProcess(surroundings, WITHOUT_ACCESSES),
};

async function startInProcess(
  surroundings: Surroundings,
  env: Readonly<Record<string, string>> = {},
): ReturnType<Contestant['start']> {
  const { launcher, adminUrl, prefix, databaseUrls, keysFolder, users } = surroundings;
  // The subgraphs are served too, on the ports that follow.
  const port = await surroundings.port(1 + databaseUrls.size);
  const origin = `http://127.0.0.1:${port}`;
  const network = await launcher.start({
    name: 'ours in one process',
    script: 'bench/contestants/in-process-main',
    env: {
      ...productionEnv('router', surroundings),
      BENCH_ADMIN_URL: adminUrl,
      BENCH_PREFIX: prefix,
      BENCH_KEYS: keysFolder,
      ROUTER_PORT: String(port),
      ...env,
    },
    ready: { url: `${origin}/health/ready`, authorization: users.authorizations[0] },
  });
  return {
    endpoint: { origin, speaks: 'graphql', authorizations: users.authorizations },
    processes: [network],
  };
}
