#!/usr/bin/env node
import { createInterface } from 'node:readline';
import { readDatabaseConfig } from '../../platform/database/config.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { startFailure } from '../../platform/process/run-process.ts';
import { holdToReferences } from './hold-to-references.ts';
import { subgraph } from './subgraph.ts';

/** Holds the schema that DATABASE_URL names to the lines of `references-cli` on the standard input. */
try {
  const { databaseUrl: url, ca } = readDatabaseConfig();
  await using database = openDatabase({ url, ca, poolSize: 1 });
  const lines = createInterface({ input: process.stdin });
  const { erased, nextId } = await holdToReferences(database, subgraph.eventDestinations, lines);
  process.stdout.write(
    `${erased} customer(s) erased again; ${nextId === null ? 'ids go on from where they are' : `ids go on from ${nextId}`}\n`,
  );
} catch (error) {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exitCode = 1;
}
