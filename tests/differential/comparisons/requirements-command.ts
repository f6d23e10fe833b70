import type { Command } from 'commander';
import { differentialCommand } from '../differential-command.ts';
import { compareRequirements } from './requirements.ts';

/** The command that compares chains of requirements with the values that they must have. */
export function requirementsCommand(): Command {
  return differentialCommand(
    'requirements',
    "Compares the router's answers over generated chains of @requires, back and forth between subgraphs, with the values that they must have.",
    compareRequirements,
  );
}
