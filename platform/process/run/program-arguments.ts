import { type ParseArgsConfig, parseArgs } from 'node:util';
import { ConfigError } from '../ending/config-error.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<O extends Options> = ReturnType<typeof parseArgs<{ args: string[]; options: O }>>['values'];

/** What a program's command line says, by option; `help` is one of every program. Throws a ConfigError for anything else. */
export function programArguments<O extends Options>(
  args: string[],
  options: O,
): Values<O & { help: { type: 'boolean'; short: 'h' } }> {
  try {
    return parseArgs({ args, options: { ...options, help: { type: 'boolean', short: 'h' } } }).values;
  } catch (error) {
    throw new ConfigError([`${error instanceof Error ? error.message : error}; --help says what there is.`]);
  }
}
