#!/usr/bin/env node
import { readDatabaseConfig } from '../database/config.ts';
import { openDatabase } from '../database/database.ts';
import { startFailure } from '../process/run/run-process.ts';
import { outboxCommand } from './inspection/outbox-command.ts';

/** Works on the outbox of the schema that DATABASE_URL names, as in production. */
const command = outboxCommand('outbox', async (work) => {
  const { databaseUrl: url, ca } = readDatabaseConfig();
  await using database = openDatabase({ url, ca, poolSize: 1 });
  await work(database);
});

try {
  await command.parseAsync();
} catch (error) {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exitCode = 1;
}
