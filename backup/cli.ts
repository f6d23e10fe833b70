#!/usr/bin/env node
import '../platform/process/run/node-version.ts';
import { loadSubgraphs } from '../platform/subgraph/listed-subgraphs.ts';
import { backupCommand } from './commands/command.ts';
import { readWorld } from './commands/config.ts';
import { runBackupCommand } from './commands/run-command.ts';

/** Backups of the schemas that the environment names, as in production. */
await runBackupCommand(
  backupCommand({ withWorld: async (work) => await work(readWorld(await loadSubgraphs())) }),
);
