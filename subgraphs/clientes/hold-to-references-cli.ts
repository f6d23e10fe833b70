#!/usr/bin/env node
import { readDatabaseConfig } from '../../platform/database/config.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { readLedgerUrl } from '../../platform/erasure-ledger/config.ts';
import { LEDGER_DESTINATION } from '../../platform/erasure-ledger/ledger-delivery.ts';
import { distrust } from '../../platform/events/outbox/outbox-broker.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { linesOf } from '../../platform/process/files/lines-of.ts';
import { startFailure } from '../../platform/process/run/run-process.ts';
import { holdToReferences } from './restored/hold-to-references.ts';
import { subgraph } from './subgraph.ts';

/**
 * Holds the schema that DATABASE_URL names to the lines of `references-cli` on the standard input. Who is erased again is
 * recorded in the ledger too, where ERASURE_LEDGER_URL says that there is one. What was said of events before counts no more.
 * Without a line it fails: a list of nobody is most likely one that could not be made.
 */
try {
  const { databaseUrl: url, ca } = readDatabaseConfig();
  await using database = openDatabase({ url, ca, poolSize: 1 });
  const ledger = readLedgerUrl();
  const destinations = [...subgraph.eventDestinations, ...(ledger === null ? [] : [LEDGER_DESTINATION])];
  await distrust(database, null);
  const { erased, nextId } = await holdToReferences(
    database,
    destinations,
    someLines(linesOf(process.stdin)),
  );
  process.stdout.write(
    `${erased} customer(s) erased again; ${nextId === null ? 'ids go on from where they are' : `ids go on from ${nextId}`}\n`,
  );
} catch (error) {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exitCode = 1;
}

/** The lines that have something in them. Throws a StartError at the end when there is none. */
async function* someLines(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let any = false;
  for await (const line of lines) {
    if (line.trim() === '') continue;
    any = true;
    yield line;
  }
  if (!any)
    throw new StartError(
      'Nothing came on the standard input, so nothing was held to it: give the lines of `references-cli`.',
    );
}
