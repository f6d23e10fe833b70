import type { Command } from 'commander';
import { startFailure } from '../../platform/process/run/run-process.ts';
import { DamagedBackup } from '../files/damaged-backup.ts';

/** Runs the command of this process, and says in words what has gone wrong. */
export async function runBackupCommand(command: Command): Promise<void> {
  try {
    await command.parseAsync();
  } catch (error) {
    const isDamaged = error instanceof DamagedBackup;
    process.stderr.write(`${isDamaged ? error.message : startFailure(error)}\n`);
    process.exitCode = isDamaged ? 2 : 1;
  }
}
