import type { Contestant } from './contestant.ts';

/** What the answers cost without a graph: the statements, `JSON.stringify` and nothing else. */
export const restFloor: Contestant = {
  name: 'rest-floor',
  title: 'one hand-written Node handler: the needed prepared statements, Basic Auth and JSON.stringify',
  async start({ launcher, databaseUrls, users, port }) {
    const own = await port();
    const origin = `http://127.0.0.1:${own}`;
    const env: Record<string, string> = {
      BENCH_AUTHORIZATIONS: users.authorizations.join(','),
      PORT: String(own),
    };
    for (const [name, url] of databaseUrls) env[`BENCH_DATABASE_${name.toUpperCase()}`] = url;
    const handler = await launcher.start({
      name: 'REST floor',
      script: 'bench/contestants/rest-floor-main',
      env,
      ready: { url: `${origin}/health`, authorization: users.authorizations[0] },
    });
    return {
      endpoint: { origin, speaks: 'rest', authorizations: users.authorizations },
      processes: [handler],
    };
  },
};
