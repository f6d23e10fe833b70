import { type Contestant, productionEnv } from './contestant.ts';

/** This project as it runs in production: the router and each subgraph in a process of its own. */
export const ours: Contestant = {
  name: 'ours',
  title: 'this project, the router and each subgraph a process of its own',
  async start(surroundings) {
    const { launcher, users } = surroundings;
    const { processes, urls } = await surroundings.subgraphs();
    const port = await surroundings.port();
    const origin = `http://127.0.0.1:${port}`;
    const router = await launcher.start({
      name: 'ours: router',
      script: 'router/main',
      env: { ...productionEnv(surroundings), ...urls, ROUTER_PORT: String(port) },
      ready: { url: `${origin}/health/ready`, authorization: users.authorizations[0] },
    });
    return {
      endpoint: { origin, speaks: 'graphql', authorizations: users.authorizations },
      processes: [router, ...processes],
    };
  },
};
