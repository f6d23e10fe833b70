import { unwatchFile, watchFile } from 'node:fs';
import { ConfigError } from '../process/config.ts';
import type { Log } from '../process/logging.ts';
import { type Callers, callersOf } from './issuers.ts';
import { readSigningKey, readTrustedKeys } from './key-files.ts';
import { derivedSigningKey, derivedTrustedKeys, type SigningKey, type TrustedKeys } from './keys.ts';

/** Something that a file says, as it is now. */
export interface Followed<Content> extends AsyncDisposable {
  current(): Content;
}

const POLL_MS = 500;

/**
 * The key that a part signs with: that of its file, followed when it changes, or in development one of the network's
 * secret. Throws a ConfigError when it cannot be used.
 */
export function openSigningKey(
  issuer: string,
  { identityKeyPath: path, identitySecret }: { identityKeyPath: string | null; identitySecret: string },
  log: Log,
): Followed<SigningKey> {
  if (path === null) return fixed(derivedSigningKey(identitySecret, issuer));
  return follow(path, () => readSigningKey(path, issuer), log);
}

/** The public keys of those who may issue tokens to a subgraph; from a file, or in development from the network's secret. */
export function openTrustedKeys(
  callers: Callers,
  { publicKeysPath: path, identitySecret }: { publicKeysPath: string | null; identitySecret: string },
  log: Log,
): Followed<TrustedKeys> {
  const issuers = callersOf(callers);
  if (path === null) return fixed(derivedTrustedKeys(identitySecret, issuers.known));
  return follow(path, () => readTrustedKeys(path, issuers), log);
}

function fixed<Content>(content: Content): Followed<Content> {
  return { current: () => content, [Symbol.asyncDispose]: async () => {} };
}

/** What a file says, polled (docs/decisions/0004). When it cannot be used, what it said before goes on. */
function follow<Content>(path: string, read: () => Content, log: Log): Followed<Content> {
  let content = read();
  const listener = () => {
    try {
      content = read();
      log.info({ file: path }, 'keys reloaded');
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      log.error({ file: path }, `${error.message} The former keys go on.`);
    }
  };
  watchFile(path, { interval: POLL_MS, persistent: false }, listener);
  return { current: () => content, [Symbol.asyncDispose]: async () => unwatchFile(path, listener) };
}
