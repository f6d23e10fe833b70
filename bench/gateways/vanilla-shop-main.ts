import { readFile } from 'node:fs/promises';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

const { PORT, SUPERGRAPH_PATH = '' } = process.env;
// The gateway would count its uses to Apollo; nothing leaves this machine.
process.env.APOLLO_TELEMETRY_DISABLED = 'true';

const gateway = new ApolloGateway({ supergraphSdl: await readFile(SUPERGRAPH_PATH, 'utf8') });
await startStandaloneServer(new ApolloServer({ gateway }), {
  listen: { host: '127.0.0.1', port: Number(PORT) },
});
