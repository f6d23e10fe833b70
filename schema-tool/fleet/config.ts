import { SCHEMA_TOOL } from '../../platform/identity/callers/issuers.ts';
import { readSigningKey } from '../../platform/identity/keys/key-files.ts';
import { derivedSigningKey, type SigningKey } from '../../platform/identity/keys/keys.ts';
import { withNetworkSecret } from '../../platform/identity/keys/network-secret.ts';

/**
 * The schema tool's own key: that in the file IDENTITY_KEY_PATH, else one of the secret of a development network; null when
 * there is neither. Throws a ConfigError when the file is no key.
 */
export function ownKey(): SigningKey | null {
  const path = process.env.IDENTITY_KEY_PATH?.trim();
  if (path) return readSigningKey(path, SCHEMA_TOOL);
  const secret = withNetworkSecret(process.env).IDENTITY_SECRET;
  return secret ? derivedSigningKey(secret, SCHEMA_TOOL) : null;
}
