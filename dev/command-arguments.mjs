// The command lines of what runs without being compiled; TypeScript programs have platform/process/program-arguments.ts.
import { parseArgs } from 'node:util';

/**
 * What a command line says: values of options, and arguments. Prints the help and ends the process where it is asked
 * for; says what is wrong and ends it with 2 where the line is none of the command's.
 *
 * @template {import('node:util').ParseArgsConfig['options']} O
 * @param {string} help
 * @param {{ options?: O, most?: number }} [accepts] options, and how many arguments at most
 */
export function commandArguments(help, { options, most = 0 } = {}) {
  try {
    const { values, positionals } = parseArgs({
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: most > 0,
    });
    if (values.help) {
      process.stdout.write(help);
      process.exit(0);
    }
    if (positionals.length > most) throw new Error(`at most ${most} argument`);
    return { values, positionals };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n${help}`);
    process.exit(2);
  }
}
