import type { Command } from 'commander';
import { spoilInTurn, startReloadRun } from '../../support/executions/reload-run.ts';
import {
  type DifferentialOptions,
  type DifferentialReport,
  differentialCommand,
} from '../differential-command.ts';

/** The command that changes supergraphs under load. */
export function reloadCommand(): Command {
  return differentialCommand(
    'reload',
    'Puts each kind of invalid supergraph where the file of a running graph is, while it answers, and then another valid one; compares every answer with that of the graph in use.',
    reload,
  );
}

async function reload({ duration }: DifferentialOptions): Promise<DifferentialReport> {
  const counts = { rounds: 0, 'invalid files refused': 0, 'valid files taken': 0, answers: 0 };
  await using run = await startReloadRun();
  const end = Date.now() + duration;
  while (Date.now() < end) {
    const { wrong, refused, answers } = await spoilInTurn(run);
    counts.rounds += 1;
    counts['invalid files refused'] += refused;
    counts.answers += answers;
    if (Object.keys(wrong).length > 0) return { counts, difference: JSON.stringify(wrong, null, 2) };
    const repaired = await run.repair();
    if (repaired !== run.expected)
      return { counts, difference: `expected ${run.expected}\nanswered ${repaired}` };
    counts['valid files taken'] += 1;
  }
  return { counts, difference: null };
}
