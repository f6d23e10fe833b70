import type { Command } from 'commander';
import { differentialCommand } from '../differential-command.ts';
import { compareExecutors } from './executor.ts';

/** The command that compares the subgraphs' executor with graphql-js. */
export function executorCommand(): Command {
  return differentialCommand(
    'executor',
    "Compares the subgraphs' executor with graphql-js: generated schemas, documents, variables and resolvers; data, errors, and the arguments that each resolver sees.",
    compareExecutors,
  );
}
