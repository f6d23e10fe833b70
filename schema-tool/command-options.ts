import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Command, Option } from 'commander';
import { CannotRun } from './inputs/cannot-run.ts';

/** Where the list of subgraphs is: in `schema/`, or else in the working directory. */
function defaultConfig(): string {
  return existsSync('schema') && !existsSync('supergraph.yaml')
    ? 'schema/supergraph.yaml'
    : 'supergraph.yaml';
}

/** Where a file is that stands beside the list of subgraphs. */
export function besideConfig(name: string): string {
  return join(dirname(defaultConfig()), name);
}

/** The option that says where the list of subgraphs is. */
export function configOption(): Option {
  return new Option('--config <file>', "the subgraphs, in rover's format").default(defaultConfig());
}

/**
 * An option that may be given several times.
 *
 * @param otherwise what happens without the option, for people
 */
export function repeatable(flags: string, description: string, otherwise: string): Option {
  return new Option(flags, `${description}, repeatable`)
    .argParser((value: string, earlier: string[]) => [...earlier, value])
    .default([], otherwise);
}

/** Throws CannotRun for a file that was named and is not there, also where it need not be: a slip must not switch its content off. */
export function requireNamedFiles(command: Command, options: readonly string[]): void {
  for (const option of options) {
    const file: unknown = command.getOptionValue(option);
    if (command.getOptionValueSource(option) === 'cli' && !(typeof file === 'string' && existsSync(file))) {
      throw new CannotRun(`${file} cannot be read (ENOENT).`);
    }
  }
}
