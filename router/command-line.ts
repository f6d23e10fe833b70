import { programArguments } from '../platform/process/run/program-arguments.ts';

/** What `--help` prints. */
export const ROUTER_HELP = `Runs the router until it is told to stop.

  --config <file>   a configuration in YAML; variables of the environment stand above it
  --check-config    prints the configuration that would be used, or what is wrong with it, and starts nothing
  --help            prints this

docs/configuration.md has every setting.
`;

/** What the router's command line says. Throws a ConfigError for anything that is not in its help. */
export function readRouterArguments(args: string[]): {
  configPath: string | null;
  onlyCheck: boolean;
  help: boolean;
} {
  const values = programArguments(args, { config: { type: 'string' }, 'check-config': { type: 'boolean' } });
  return {
    configPath: values.config ?? null,
    onlyCheck: values['check-config'] ?? false,
    help: values.help ?? false,
  };
}
