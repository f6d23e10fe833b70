import { ownKeyFile, publicKeysFile } from '../../platform/identity/keys/keys-folder.ts';
import { subgraphUrlVariable } from '../../platform/process/config/process-config.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import type { Contestant } from './contestant.ts';

/** What Apollo's documentation shows: standalone servers with default plugins behind a default gateway. */
export const vanilla: Contestant = {
  name: 'vanilla',
  title: 'the same stores and resolvers behind Apollo Server standalone and a default ApolloGateway',
  // Its gateway answers with errors when a connection that it kept is being closed by the subgraph.
  mayFail: true,
  async start({ launcher, databaseUrls, identitySecret, keysFolder, users, port }) {
    const env = { BENCH_AUTHORIZATIONS: users.authorizations.join(','), IDENTITY_SECRET: identitySecret };
    const places: { name: string; port: number }[] = [];
    for (const { name } of await loadSubgraphs()) places.push({ name, port: await port() });
    const urls = Object.fromEntries(
      places.map((place) => [subgraphUrlVariable(place.name), `http://127.0.0.1:${place.port}/graphql`]),
    );
    const ready = (place: number) => ({
      url: `http://127.0.0.1:${place}/graphql?query=%7B__typename%7D`,
      authorization: users.authorizations[0],
    });
    const subgraphs = await Promise.all(
      places.map((place) =>
        launcher.start({
          name: `vanilla: ${place.name}`,
          script: 'bench/contestants/vanilla-subgraph-main',
          env: {
            ...env,
            ...urls,
            BENCH_SUBGRAPH: place.name,
            PORT: String(place.port),
            IDENTITY_KEY_PATH: ownKeyFile(keysFolder, place.name),
            IDENTITY_PUBLIC_KEYS_PATH: publicKeysFile(keysFolder),
            DATABASE_URL: databaseUrls.get(place.name) ?? '',
          },
          ready: ready(place.port),
        }),
      ),
    );
    const gatewayPort = await port();
    const gateway = await launcher.start({
      name: 'vanilla: gateway',
      script: 'bench/contestants/vanilla-gateway-main',
      env: { ...env, ...urls, PORT: String(gatewayPort) },
      ready: ready(gatewayPort),
    });
    return {
      endpoint: {
        origin: `http://127.0.0.1:${gatewayPort}`,
        speaks: 'graphql',
        authorizations: users.authorizations,
      },
      processes: [gateway, ...subgraphs],
    };
  },
};
