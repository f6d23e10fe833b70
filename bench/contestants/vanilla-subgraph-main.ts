import { randomUUID } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { openDatabase } from '../../platform/database/database.ts';
import { eventPublisher } from '../../platform/events/outbox/publisher.ts';
import { ENTITIES_SCOPE } from '../../platform/identity/callers/internal-scopes.ts';
import { partIdentity } from '../../platform/identity/callers/issuers.ts';
import { readSigningKey, readTrustedKeys } from '../../platform/identity/keys/key-files.ts';
import { createIdentitySigner, createIdentityVerifier } from '../../platform/identity/tokens/tokens.ts';
import { createCursorCodec } from '../../platform/pagination/cursors.ts';
import { directOrHttp } from '../../platform/peers/peer.ts';
import { PeerClient } from '../../platform/peers/peer-client.ts';
import { deriveKeys } from '../../platform/process/config/derived-keys.ts';
import { createLog } from '../../platform/process/logging/logging.ts';
import { readSubgraphConfig } from '../../platform/subgraph/config.ts';
import type { RequestContext } from '../../platform/subgraph/definition.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { benchAuthorizations } from './bench-authorizations.ts';
import { vanillaIdentity } from './vanilla-identity.ts';

const { BENCH_SUBGRAPH = '' } = process.env;

const definition = (await loadSubgraphs()).find(({ name }) => name === BENCH_SUBGRAPH);
if (!definition) throw new Error(`there is no subgraph ${BENCH_SUBGRAPH}`);
const config = readSubgraphConfig(definition);
const key = readSigningKey(config.identityKeyPath ?? '', definition.name);
const signer = createIdentitySigner(() => key);
const asker = partIdentity(definition.name, ENTITIES_SCOPE);
const callers = Object.keys(definition.callers);
const trusted = readTrustedKeys(config.publicKeysPath ?? '', { needed: callers, known: callers });
const verifier = createIdentityVerifier({
  trustedKeys: () => trusted,
  audience: definition.name,
  callers: definition.callers,
});
const { schema, createContext } = definition.build({
  database: openDatabase({ url: config.databaseUrl, poolSize: config.databasePoolSize }),
  cursors: createCursorCodec(config.identitySecret),
  log: createLog(definition.name, 'silent'),
  peers: new Map(
    [...config.peerUrls].map(([name, urls]) => [
      name,
      directOrHttp(new PeerClient({ name, urls, signer, timeoutMs: 5_000 }), new Map(), asker),
    ]),
  ),
  publisher: eventPublisher([], () => {}),
  settings: config.settings,
  keysFor: (purpose) => deriveKeys(config, purpose),
});
const identityOf = vanillaIdentity(benchAuthorizations(), verifier);

await startStandaloneServer(new ApolloServer<RequestContext>({ schema }), {
  listen: { host: config.host, port: config.port ?? 0 },
  context: async ({ req }) =>
    createContext({
      identity: await identityOf(req),
      requestId: randomUUID(),
      deadline: null,
      selected: null,
    }),
});
