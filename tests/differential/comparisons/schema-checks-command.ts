import type { Command } from 'commander';
import { differentialCommand } from '../differential-command.ts';
import { compareSchemaChecks } from './schema-checks.ts';

/** The command that compares verdicts with those of graphql-js and graphql-inspector. */
export function schemaChecksCommand(): Command {
  return differentialCommand(
    'schema',
    'Compares the verdicts of the schema check with those of graphql-js and GraphQL Inspector over generated changes, and its effects on operations with whether they stay valid.',
    compareSchemaChecks,
  );
}
