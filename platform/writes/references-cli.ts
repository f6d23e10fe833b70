#!/usr/bin/env node
import { readDatabaseConfig } from '../database/config.ts';
import { openDatabase } from '../database/database.ts';
import { startFailure } from '../process/run-process.ts';
import { linesOfReferences } from './used-references.ts';

/** Prints what the schema that DATABASE_URL names knows of entities of another domain: `references-cli Cliente`. */
try {
  const { databaseUrl: url, ca } = readDatabaseConfig();
  await using database = openDatabase({ url, ca, poolSize: 1 });
  for await (const line of linesOfReferences(database, process.argv[2] ?? 'Cliente'))
    process.stdout.write(`${line}\n`);
} catch (error) {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exitCode = 1;
}
