#!/usr/bin/env node
import { systemCodeOf } from './inputs/system-code.ts';
import { runSchemaCommand } from './schema-command.ts';

// Whoever reads may have read enough, as `head` does: the work is done all the same, and the exit code tells how it came out.
// A full disk is another matter: what was to be read is not there.
let unwritten: string | null = null;
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || unwritten !== null) return;
    unwritten = systemCodeOf(error);
    process.stderr.write(`What the command prints cannot be written (${unwritten}).\n`);
    process.exitCode = 2;
  });
}
const exitCode = await runSchemaCommand(process.argv.slice(2));
process.exitCode = unwritten === null ? exitCode : 2;
