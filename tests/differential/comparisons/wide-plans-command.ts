import type { Command } from 'commander';
import { differentialCommand } from '../differential-command.ts';
import { compareWidePlans } from './wide-plans.ts';

/** The command that compares answers over graphs of many forms. */
export function widePlansCommand(): Command {
  return differentialCommand(
    'wide-plans',
    "Compares the router's answers with those of one schema that graphql-js executes: graphs with keys of all forms, interfaces, interface objects, lists of lists, @provides, @override, mutations and inputs, and operations with variables, defaults and conditions.",
    compareWidePlans,
  );
}
