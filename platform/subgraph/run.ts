import { CLOSE_GRACE_MS } from '../http/server/http-server.ts';
import '../process/run/node-version.ts';
import { readDatabaseConfig } from '../database/config.ts';
import { migrate } from '../database/migrations/migrations.ts';
import { Resources } from '../process/ending/resources.ts';
import { createLog } from '../process/logging/logging.ts';
import { programArguments } from '../process/run/program-arguments.ts';
import { runProcess } from '../process/run/run-process.ts';
import { openTracing } from '../telemetry/open-tracing.ts';
import { traceOfLine } from '../telemetry/span.ts';
import { readSubgraphConfig } from './config.ts';
import type { SubgraphDefinition } from './definition.ts';
import { startSubgraph } from './server.ts';

/** For requests under way, and then for everything else. */
const STOP_MS = CLOSE_GRACE_MS + 5_000;

/** Runs one subgraph as a process of its own until it is told to stop. */
export async function runSubgraphProcess(definition: SubgraphDefinition): Promise<void> {
  await runProcess(async (stopping) => {
    const { help, migrate } = programArguments(process.argv.slice(2), { migrate: { type: 'boolean' } });
    if (help) {
      process.stdout.write(helpOf(definition));
      process.exit(0);
    }
    if (migrate) {
      await migrateOnly(definition, stopping, (text) => process.stdout.write(`${text}\n`));
      process.exit(0);
    }
    const config = readSubgraphConfig(definition);
    const log = createLog(definition.name, config.logLevel, traceOfLine);
    await using opened = new Resources();
    opened.use(await openTracing(config.telemetry, definition.name, log));
    const subgraph = opened.use(await startSubgraph(definition, config, log, { stopping }));
    log.info({ url: subgraph.url }, 'ready');
    return Object.assign(opened.move(), { stopWithinMs: config.shutdownDelayMs + STOP_MS });
  });
}

/** Runs what is pending of the migrations and says so: before processes of a release start, of which each would do it as well. */
export async function migrateOnly(
  { name, migrations }: Pick<SubgraphDefinition, 'name' | 'migrations'>,
  stopping: AbortSignal,
  print: (line: string) => void,
): Promise<void> {
  const { databaseUrl, ca } = readDatabaseConfig();
  const say = (text: string) => print(`${name}: ${text}`);
  const { ran } = await migrate(databaseUrl, migrations, {
    ca,
    stopping,
    onWaiting: () => say('another process migrates the schema; this one waits for it'),
    onTableInUse: () =>
      say('a transaction has a table open that is to be changed, perhaps a dump; it is tried again'),
  });
  say(ran.length === 0 ? 'the schema is up to date' : `migrated: ${ran.join(', ')}`);
}

function helpOf({ name, port, databaseName }: SubgraphDefinition): string {
  return `Runs the subgraph ${name} until it is told to stop. Its settings are variables of the environment, such as

  DATABASE_URL=mysql://user:password@host:3306/${databaseName}
  PORT=${port}

docs/configuration.md has every one.

  --migrate   runs what is pending of the migrations of DATABASE_URL, and ends
`;
}
