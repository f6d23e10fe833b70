#!/usr/bin/env node
import { runSchemaCommand } from './schema-command.ts';

// Whoever reads may have read enough, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
process.exitCode = await runSchemaCommand(process.argv.slice(2));
