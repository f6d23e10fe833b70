import { ownKeyFile } from '../../platform/identity/keys/keys-folder.ts';
import type { Contestant } from './contestant.ts';

/** Hive Gateway, planning in Rust, in front of the same subgraph processes as our router. */
export const hive: Contestant = {
  name: 'hive',
  title: "Hive Gateway with its Rust planner in front of this project's subgraphs",
  peers: true,
  async start(surroundings) {
    const { launcher, keysFolder, users } = surroundings;
    const { processes, urls } = await surroundings.subgraphs();
    const port = await surroundings.port();
    const origin = `http://127.0.0.1:${port}`;
    const gateway = await launcher.start({
      name: 'Hive Gateway',
      script: 'bench/peers/hive-gateway.mjs',
      env: {
        ...urls,
        BENCH_AUTHORIZATIONS: users.authorizations.join(','),
        BENCH_CODE: new URL('../.build', import.meta.url).href,
        IDENTITY_KEY_PATH: ownKeyFile(keysFolder, 'router'),
        PORT: String(port),
      },
      ready: {
        url: `${origin}/graphql?query=%7B__typename%7D`,
        authorization: users.authorizations[0],
      },
    });
    return {
      endpoint: { origin, speaks: 'graphql', authorizations: users.authorizations },
      processes: [gateway, ...processes],
    };
  },
};
