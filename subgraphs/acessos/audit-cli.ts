#!/usr/bin/env node
import { readDatabaseConfig } from '../../platform/database/config.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { readIdentitySecrets } from '../../platform/identity/config.ts';
import { startFailure } from '../../platform/process/run/run-process.ts';
import { auditCommand, EXIT_CODES } from './audit/audit-command.ts';

/** Works on the audit of the schema that DATABASE_URL names, as in production. */
try {
  await auditCommand('audit', async (work) => {
    const { databaseUrl: url, ca } = readDatabaseConfig();
    const secrets = readIdentitySecrets();
    await using database = openDatabase({ url, ca, poolSize: 2, statementTimeoutMs: 60_000 });
    await work({ database, ...secrets });
  }).parseAsync();
} catch (error) {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exitCode = EXIT_CODES.failed;
}
