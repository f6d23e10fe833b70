// Hive Gateway with its Rust planner, in front of this project's subgraphs: started by bench/contestants/hive.ts.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';

const { BENCH_CODE, IDENTITY_KEY_PATH, PORT } = process.env;
const { benchAuthorizations } = await import(`${BENCH_CODE}/bench/contestants/bench-authorizations.js`);
const { plainSupergraph } = await import(`${BENCH_CODE}/dev/network/plain-supergraph.js`);
const { createIdentitySigner } = await import(`${BENCH_CODE}/platform/identity/tokens/tokens.js`);
const { readSigningKey } = await import(`${BENCH_CODE}/platform/identity/keys/key-files.js`);
const { subgraphUrlVariable } = await import(`${BENCH_CODE}/platform/process/config/process-config.js`);

const authorizations = benchAuthorizations();
const key = readSigningKey(IDENTITY_KEY_PATH, 'router');
const signer = createIdentitySigner(() => key);
const identity = Object.freeze({
  user: 'bench',
  scopes: Object.freeze(['query', 'mutation', 'dados-pessoais']),
});

const supergraph = plainSupergraph(
  await readFile(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8'),
).replace(
  /@join__graph\(name: "([^"]+)", url: "[^"]+"\)/g,
  (_directive, name) => `@join__graph(name: "${name}", url: "${process.env[subgraphUrlVariable(name)]}")`,
);

const gateway = createGatewayRuntime({
  supergraph,
  unifiedGraphHandler,
  logging: false,
  landingPage: false,
  graphiql: false,
  plugins: () => [
    {
      onRequest({ request, endResponse, fetchAPI }) {
        if (authorizations.has(request.headers.get('authorization'))) return;
        endResponse(new fetchAPI.Response(null, { status: 401 }));
      },
    },
  ],
  propagateHeaders: {
    // The subgraphs ask for the identity that this project's router signs.
    async fromClientToSubgraphs({ subgraphName }) {
      return { authorization: `Bearer ${await signer.tokenFor(identity, subgraphName)}` };
    },
  },
});

createServer(gateway).listen(Number(PORT), '127.0.0.1');
