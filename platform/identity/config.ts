import { type Env, readEnv, required, text, textOr, type Variable } from '../process/config/config.ts';
import type { IdentitySecrets } from '../process/config/derived-keys.ts';
import { readProcessEnv } from '../process/config/process-config.ts';
import { withNetworkSecret } from './keys/network-secret.ts';

/** How to call it from where this runs: the sources, or what was built from them. */
const KEYS_COMMAND = import.meta.url.endsWith('.ts')
  ? 'npm run keys --'
  : 'node dist/platform/identity/keys-cli.js';

/** The path of a part's own key; only in development that may be left out. */
export function keyPath(forDevelopment: boolean): Variable<string | null> {
  if (forDevelopment) return text();
  return required(`name the file with this part's private key; \`${KEYS_COMMAND} add <part>\` makes one`);
}

/** The path of the public keys of all parts; only in development that may be left out. */
export function publicKeysPath(forDevelopment: boolean): Variable<string | null> {
  if (forDevelopment) return text();
  return required(
    `name the file with the public keys of all parts; \`${KEYS_COMMAND} add <part>\` makes one`,
  );
}

/** The folder that the keys command works on. Throws a ConfigError. */
export function readKeysFolder(env: Env = process.env): string {
  return readEnv({ IDENTITY_KEYS_FOLDER: textOr('.data/keys') }, env).IDENTITY_KEYS_FOLDER;
}

/** The secret that every part has, and the other one while it is changed. Throws a ConfigError when it is not set in production. */
export function readIdentitySecrets(env: Env = withNetworkSecret(process.env)): IdentitySecrets {
  const { identitySecret, identitySecretAlso } = readProcessEnv(env, {}).common;
  return { identitySecret, identitySecretAlso };
}
