#!/usr/bin/env node
import { openDatabase } from '../database/database.ts';
import { startFailure } from '../process/run-process.ts';
import { readOutboxConfig } from './config.ts';
import { outboxCommand } from './outbox-command.ts';

/** Works on the outbox of the schema that DATABASE_URL names, as in production. */
const command = outboxCommand('outbox', async (work) => {
  const { databaseUrl: url, ca } = readOutboxConfig();
  await using database = openDatabase({ url, ca, poolSize: 1 });
  await work(database);
});

try {
  await command.parseAsync();
} catch (error) {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exitCode = 1;
}
