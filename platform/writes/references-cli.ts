#!/usr/bin/env node
import { readDatabaseConfig } from '../database/config.ts';
import { openDatabase } from '../database/database.ts';
import { startFailure } from '../process/run/run-process.ts';
import { expectReferences, kindToList, linesOfReferences } from './used-references.ts';

/** Prints what the schema that DATABASE_URL names knows of entities of another domain: `references-cli Cliente`. */
try {
  const tipo = kindToList(process.argv.slice(2));
  const { databaseUrl: url, ca } = readDatabaseConfig();
  await using database = openDatabase({ url, ca, poolSize: 1 });
  await expectReferences(database, tipo);
  for await (const line of linesOfReferences(database, tipo)) process.stdout.write(`${line}\n`);
} catch (error) {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exitCode = 1;
}
