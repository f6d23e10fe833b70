#!/usr/bin/env node
import '../platform/process/node-version.ts';
import { backupCommand } from './command.ts';
import { readWorld } from './config.ts';
import { definitionsHere } from './domains.ts';
import { runBackupCommand } from './run-command.ts';

/** Backups of the schemas that the environment names, as in production. */
await runBackupCommand(
  backupCommand({ withWorld: async (work) => await work(readWorld(await definitionsHere())) }),
);
