import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { migrate, migrationStatus } from '../../platform/database/migrations/migrations.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { startFailure } from '../../platform/process/run/run-process.ts';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { readDevConfig } from '../config.ts';
import { joinSchemas } from '../schemas/joined-schemas.ts';
import { writeNewMigration } from '../schemas/new-migration.ts';

const SUBGRAPHS = fileURLToPath(new URL('../../subgraphs', import.meta.url));

const command = new Command('migrate')
  .description(
    'Shows and runs the migrations of the schemas of `npm start`, and makes new ones. Every subgraph runs its own when it starts.',
  )
  .showHelpAfterError();
command
  .command('status')
  .description('which migrations each schema has; changes nothing in a schema')
  .option('--subgraph <name>', 'only this one')
  .action(({ subgraph }: { subgraph?: string }) =>
    eachSchema(subgraph, async ({ name, migrations }, url) => {
      const { done, pending, ofLaterRelease } = await migrationStatus(url, migrations);
      for (const migration of done) console.log(`${name}  done     ${migration}`);
      for (const migration of pending) console.log(`${name}  pending  ${migration}`);
      for (const migration of ofLaterRelease) console.log(`${name}  later    ${migration}`);
    }),
  );
command
  .command('up')
  .description('runs what is pending')
  .option('--subgraph <name>', 'only this one')
  .action(({ subgraph }: { subgraph?: string }) =>
    eachSchema(subgraph, async ({ name, migrations }, url) => {
      const { ran } = await migrate(url, migrations);
      console.log(`${name}  ${ran.length === 0 ? 'is up to date' : `ran ${ran.join(', ')}`}`);
    }),
  );
command
  .command('new')
  .description('writes a migration that does nothing yet, and adds it to the record of its subgraph')
  .argument('<subgraph>')
  .argument('<name>', 'what it does, such as add-apelido')
  .action(async (subgraph: string, name: string) => {
    const [definition] = await chosen(subgraph);
    if (!definition) return;
    const folder = join(SUBGRAPHS, definition.name, 'migrations');
    console.log(`wrote ${await writeNewMigration(folder, definition.migrations, name)}`);
  });

/** The subgraphs that are meant. Throws StartError for one that there is not. */
async function chosen(name: string | undefined): Promise<SubgraphDefinition[]> {
  const all = await loadSubgraphs();
  const found = all.filter((definition) => name === undefined || definition.name === name);
  if (found.length === 0) {
    throw new StartError(`There is no subgraph ${name}; there are ${all.map((one) => one.name).join(', ')}.`);
  }
  return found;
}

async function eachSchema(
  name: string | undefined,
  work: (definition: SubgraphDefinition, url: string) => Promise<void>,
): Promise<void> {
  const config = readDevConfig();
  const definitions = await chosen(name);
  await using schemas = await joinSchemas(config, definitions, (message) => console.error(message));
  for (const definition of definitions) await work(definition, schemas.urls.get(definition.name) ?? '');
}

try {
  await command.parseAsync();
} catch (error) {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exitCode = 1;
}
