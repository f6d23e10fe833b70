import { readFile } from 'node:fs/promises';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { plainSupergraph } from '../../dev/network/plain-supergraph.ts';
import { subgraphUrlVariable } from '../../platform/process/config/process-config.ts';
import { benchAuthorizations } from './bench-authorizations.ts';
import { vanillaIdentity } from './vanilla-identity.ts';

interface Context {
  authorization: string | undefined;
}

const { PORT } = process.env;
// The gateway would count its uses to Apollo; nothing leaves this machine.
process.env.APOLLO_TELEMETRY_DISABLED = 'true';

const gateway = new ApolloGateway({
  supergraphSdl: plainSupergraph(
    await readFile(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8'),
  ),
  buildService: ({ name, url }) =>
    new RemoteGraphQLDataSource<Context>({
      url: process.env[subgraphUrlVariable(name)] ?? url ?? '',
      willSendRequest({ request, context }) {
        if (context.authorization) request.http?.headers.set('authorization', context.authorization);
      },
    }),
});
const identityOf = vanillaIdentity(benchAuthorizations(), null);

await startStandaloneServer(new ApolloServer<Context>({ gateway }), {
  listen: { host: '127.0.0.1', port: Number(PORT) },
  context: async ({ req }) => {
    await identityOf(req);
    return { authorization: req.headers.authorization };
  },
});
