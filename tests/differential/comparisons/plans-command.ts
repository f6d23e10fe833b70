import type { Command } from 'commander';
import { differentialCommand } from '../differential-command.ts';
import { comparePlans } from './plans.ts';

/** The command that compares answers with those of the gateway. */
export function plansCommand(): Command {
  return differentialCommand(
    'plans',
    "Compares the router's answers with those of one schema that graphql-js executes: generated graphs over several subgraphs, and queries whose aliases have names that mean something else.",
    comparePlans,
  );
}
