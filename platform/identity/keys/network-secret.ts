import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Env, isProduction } from '../../process/config/config.ts';
import { ConfigError } from '../../process/ending/config-error.ts';

/** Where `npm start` keeps the secret of its network: with its data. */
export function networkSecretFile(dataDirectory: string): string {
  return join(dataDirectory, 'identity-secret');
}

/**
 * The environment, with the secret of the network that `npm start` has made here when it has none of its own, so that
 * a part started by hand takes and makes the same identities. In production it is left as it is.
 */
export function withNetworkSecret(env: Env): Env {
  if (isProduction(env) || env.IDENTITY_SECRET?.trim() || env.IDENTITY_SECRET_FILE?.trim()) return env;
  const secret = readNetworkSecret(networkSecretFile(env.DATA_DIRECTORY?.trim() || '.data'));
  return secret === null ? env : { ...env, IDENTITY_SECRET: secret };
}

/** The secret in a file; null when there is none. Throws a ConfigError when it cannot be read. */
export function readNetworkSecret(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new ConfigError([
      `${file} cannot be read (${code}): it has the secret of \`npm start\`. Give it to this user, or set IDENTITY_SECRET.`,
    ]);
  }
}
