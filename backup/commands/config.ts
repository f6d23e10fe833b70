import { ledgerUrl, ledgerVariables } from '../../platform/erasure-ledger/config.ts';
import { readBrokerConfig } from '../../platform/events/broker/config.ts';
import { databaseUrl, type Env, readEnv, text, type Variable } from '../../platform/process/config/config.ts';
import { textOrFile, withPassword } from '../../platform/process/config/secret-files.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';
import { databaseUrlVariable, variablePart, type World } from '../domains/domains.ts';

/**
 * Reads the addresses of domains and of the ledger from the environment; a domain without one is left out. Throws a
 * ConfigError.
 */
export function readWorld(definitions: readonly SubgraphDefinition[], env: Env = process.env): World {
  const variables: Record<string, Variable<string | null>> = {};
  for (const { name, databaseName } of definitions) {
    const variable = databaseUrlVariable(name);
    if (env[variable]?.trim())
      variables[variable] = databaseUrl(`mysql://user@host:3306/${databaseName}`) as Variable<string>;
    variables[passwordVariable(name)] = textOrFile(env, passwordVariable(name));
  }
  const values = readEnv(variables, env);
  const {
    BACKUP_USER: user,
    BACKUP_PASSWORD: password,
    SCRATCH_DATABASE_URL: scratchUrl,
    ...own
  } = readEnv(
    {
      BACKUP_USER: text(),
      BACKUP_PASSWORD: textOrFile(env, 'BACKUP_PASSWORD'),
      DATABASE_CA: textOrFile(env, 'DATABASE_CA'),
      SCRATCH_DATABASE_URL: env.SCRATCH_DATABASE_URL?.trim()
        ? (databaseUrl('an empty schema') as Variable<string | null>)
        : text(),
      SCRATCH_DATABASE_PASSWORD: textOrFile(env, 'SCRATCH_DATABASE_PASSWORD'),
      ...ledgerVariables(env),
    },
    env,
  );
  return {
    definitions,
    domains: definitions.flatMap((definition) => {
      const url = values[databaseUrlVariable(definition.name)] ?? null;
      if (url === null) return [];
      return [{ definition, url: withPassword(url, values[passwordVariable(definition.name)] ?? null) }];
    }),
    ca: own.DATABASE_CA,
    reader: user === null ? null : { user, password: password ?? '' },
    ledgerUrl: ledgerUrl(own),
    broker: readBrokerConfig(env),
    async scratch() {
      if (scratchUrl === null)
        throw new StartError(
          'Set SCRATCH_DATABASE_URL to an empty schema that may be filled and emptied, mysql://user:password@host:3306/schema.',
        );
      return {
        url: withPassword(scratchUrl, own.SCRATCH_DATABASE_PASSWORD),
        [Symbol.asyncDispose]: () => Promise.resolve(),
      };
    },
  };
}

function passwordVariable(name: string): string {
  return `DATABASE_PASSWORD_${variablePart(name)}`;
}
