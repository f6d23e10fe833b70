import { backupCommand } from '../../backup/commands/command.ts';
import { runBackupCommand } from '../../backup/commands/run-command.ts';
import type { World } from '../../backup/domains/domains.ts';
import { progressOn } from '../../backup/progress.ts';
import { readLedgerUrl } from '../../platform/erasure-ledger/config.ts';
import { readBrokerConfig } from '../../platform/events/broker/config.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { readDevConfig } from '../config.ts';
import { provideMysql } from '../mysql/provide-mysql.ts';
import { joinSchemas } from '../schemas/joined-schemas.ts';
import { createSchemas } from '../schemas/schemas.ts';
import { setAside } from '../schemas/set-aside.ts';

/** Works on the schemas of `npm start`, all of which its administrator reads in one snapshot. */
const progress = (message: string) => console.error(message);
const command = backupCommand({
  async withWorld(work) {
    const config = readDevConfig();
    const definitions = await loadSubgraphs();
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
      scratch: () => privateScratch(),
    });
  },
});

command
  .command('set-aside')
  .description(
    'empties schemas for a restore, and loses nothing: moves their tables into new schemas beside them. `npm start` has to be stopped.',
  )
  .argument('<domain...>', 'such as clientes')
  .action(async (names: string[]) => {
    const definitions = await loadSubgraphs();
    const chosen = names.map((name) => {
      const definition = definitions.find((one) => one.name === name);
      if (definition) return definition;
      throw new StartError(
        `There is no ${name}; there are ${definitions.map((one) => one.name).join(', ')}.`,
      );
    });
    await using schemas = await joinSchemas(readDevConfig(), definitions, progress);
    const given: string[] = [];
    for (const definition of chosen) {
      const { beside, highest } = await setAside(schemas.adminUrl, definition, progressOn(progress));
      given.push(...highest);
      console.log(
        `${definition.name}: its tables are in the schema ${beside} now, and ${definition.databaseName} is empty`,
      );
    }
    if (given.length > 0)
      console.log(`so that no id is given twice, restore with --highest ${given.join(' ')}`);
  });

await runBackupCommand(command);

/** A schema on a server of its own, which goes with it. */
async function privateScratch(): ReturnType<World['scratch']> {
  const server = await provideMysql({ url: null, dataDirectory: null, durable: false, progress });
  const urls = await createSchemas(server.adminUrl, [{ name: 'scratch', databaseName: 'scratch' }]);
  return {
    url: urls.get('scratch') ?? '',
    [Symbol.asyncDispose]: () => Promise.resolve(server[Symbol.asyncDispose]()),
  };
}
