import { readWorld } from '../../../backup/commands/config.ts';
import { readDevConfig } from '../../../dev/config.ts';
import { readDatabaseConfig } from '../../../platform/database/config.ts';
import type { Env } from '../../../platform/process/config/config.ts';
import { readSubgraphConfig } from '../../../platform/subgraph/config.ts';
import { loadSubgraphs } from '../../../platform/subgraph/listed-subgraphs.ts';
import { readRouterConfig } from '../../../router/config/config.ts';

/** The names of all variables that processes ask the environment for, in development and in production. */
export async function variablesRead(): Promise<Set<string>> {
  const names = new Set<string>();
  const definitions = await loadSubgraphs();
  for (const NODE_ENV of ['development', 'production']) {
    const env = recording({ NODE_ENV }, names);
    const readers: ((env: Env) => unknown)[] = [
      readDevConfig,
      readRouterConfig,
      ...definitions.map((definition) => (given: Env) => readSubgraphConfig(definition, given)),
    ];
    for (const read of readers) {
      try {
        read(env);
      } catch (error) {
        // What is missing has been asked for.
        if (!(error instanceof Error && error.name === 'ConfigError')) throw error;
      }
    }
  }
  return names;
}

/** The names of all variables that the backup command asks the environment for. */
export async function backupVariablesRead(): Promise<Set<string>> {
  const names = new Set<string>();
  readWorld(await loadSubgraphs(), recording({}, names));
  return names;
}

/** The names of all variables that a process asks the environment for which only migrates. */
export function migrationVariablesRead(): Set<string> {
  const names = new Set<string>();
  try {
    readDatabaseConfig(recording({}, names));
  } catch (error) {
    // What is missing has been asked for.
    if (!(error instanceof Error && error.name === 'ConfigError')) throw error;
  }
  return names;
}

function recording(env: Record<string, string>, names: Set<string>): Env {
  return new Proxy(env, {
    get(target, name) {
      if (typeof name === 'string') names.add(name);
      return Reflect.get(target, name);
    },
    has(target, name) {
      if (typeof name === 'string') names.add(name);
      return Reflect.has(target, name);
    },
  });
}
