#!/usr/bin/env node
import { runSchemaCommand } from './schema-command.ts';

// Whoever reads may have read enough, as `head` does: the work is done all the same, and the exit code tells how it came out.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
process.exitCode = await runSchemaCommand(process.argv.slice(2));
