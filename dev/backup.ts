import { backupCommand } from '../backup/command.ts';
import type { World } from '../backup/domains.ts';
import { runBackupCommand } from '../backup/run-command.ts';
import { readLedgerUrl } from '../platform/erasure-ledger/config.ts';
import { readBrokerConfig } from '../platform/events/broker/config.ts';
import { readDevConfig } from './config.ts';
import { joinSchemas } from './joined-schemas.ts';
import { provideMysql } from './mysql/provide-mysql.ts';
import { createSchemas } from './schemas.ts';
import { loadSubgraphs } from './subgraphs.ts';

/** Works on the schemas of `npm start`, all of which its administrator reads in one snapshot. */
await runBackupCommand(
  backupCommand({
    async withWorld(work) {
      const config = readDevConfig();
      const definitions = await loadSubgraphs();
      const progress = (message: string) => console.error(message);
      await using schemas = await joinSchemas(config, definitions, progress);
      const admin = new URL(schemas.adminUrl);
      await work({
        definitions,
        domains: definitions.map((definition) => ({
          definition,
          url: schemas.urls.get(definition.name) ?? '',
        })),
        ca: null,
        reader: { user: decodeURIComponent(admin.username), password: decodeURIComponent(admin.password) },
        ledgerUrl: readLedgerUrl(),
        broker: readBrokerConfig(),
        scratch: () => privateScratch(progress),
      });
    },
  }),
);

/** A schema on a server of its own, which goes with it. */
async function privateScratch(progress: (message: string) => void): ReturnType<World['scratch']> {
  const server = await provideMysql({ url: null, dataDirectory: null, durable: false, progress });
  const urls = await createSchemas(server.adminUrl, [{ name: 'scratch', databaseName: 'scratch' }]);
  return {
    url: urls.get('scratch') ?? '',
    [Symbol.asyncDispose]: () => Promise.resolve(server[Symbol.asyncDispose]()),
  };
}
