import { openDatabase } from '../../platform/database/database.ts';
import { outboxCommand } from '../../platform/events/inspection/outbox-command.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { startFailure } from '../../platform/process/run/run-process.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { readDevConfig } from '../config.ts';
import { joinSchemas } from '../schemas/joined-schemas.ts';

/** Works on the outbox of one subgraph of `npm start`. */
const command = outboxCommand('outbox', async (work) => {
  const config = readDevConfig();
  const definitions = await loadSubgraphs();
  const senders = definitions.filter(({ eventDestinations }) => eventDestinations.length > 0);
  const { subgraph } = command.opts<{ subgraph?: string }>();
  const sender = subgraph === undefined ? senders[0] : senders.find(({ name }) => name === subgraph);
  if (!sender) {
    throw new StartError(
      `${subgraph ?? 'No subgraph'} sends events; these do: ${senders.map(({ name }) => name).join(', ') || 'none'}.`,
    );
  }
  await using schemas = await joinSchemas(config, definitions, (message) => console.error(message));
  await using database = openDatabase({ url: schemas.urls.get(sender.name) ?? '', poolSize: 1 });
  await work(database);
}).option('--subgraph <name>', 'whose outbox; the first that sends events unless given');

try {
  await command.parseAsync();
} catch (error) {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exitCode = 1;
}
