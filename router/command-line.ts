import { parseArgs } from 'node:util';
import { ConfigError } from '../platform/process/config.ts';

/** What the router's command line says. Throws a ConfigError for anything else than `--config <file>` and `--check-config`. */
export function readRouterArguments(args: string[]): { configPath: string | null; onlyCheck: boolean } {
  try {
    const { values } = parseArgs({
      args,
      options: { config: { type: 'string' }, 'check-config': { type: 'boolean', default: false } },
    });
    return { configPath: values.config ?? null, onlyCheck: values['check-config'] };
  } catch (error) {
    throw new ConfigError([`${error instanceof Error ? error.message : error}; see docs/configuration.md.`]);
  }
}
