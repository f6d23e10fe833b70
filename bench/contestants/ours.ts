import { type Contestant, productionEnv } from './contestant.ts';

/** This project as it runs in production: the router and each subgraph in a process of its own. */
export const ours: Contestant = {
  name: 'ours',
  title: 'this project, the router and each subgraph a process of its own',
  async start(surroundings) {
    const { launcher, user } = surroundings;
    const { processes, urls } = await surroundings.subgraphs();
    const port = await surroundings.port();
    const origin = `http://127.0.0.1:${port}`;
    const router = await launcher.start({
      name: 'ours: router',
      script: 'router/main',
      env: { ...productionEnv(surroundings), ...urls, ROUTER_PORT: String(port) },
      ready: { url: `${origin}/health/ready`, authorization: user.authorization },
    });
    return {
      endpoint: { origin, speaks: 'graphql', authorization: user.authorization },
      processes: [router, ...processes],
    };
  },
};
