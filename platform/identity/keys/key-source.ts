import { ConfigError } from '../../process/ending/config-error.ts';
import { followFiles } from '../../process/files/follow-files.ts';
import type { Log } from '../../process/logging/logging.ts';
import { type Callers, callersOf } from '../callers/issuers.ts';
import { readSigningKey, readTrustedKeys } from './key-files.ts';
import { derivedSigningKey, derivedTrustedKeys, type SigningKey, type TrustedKeys } from './keys.ts';

/** Something that a file says, as it is now. */
export interface Followed<Content> extends AsyncDisposable {
  current(): Content;
}

const RETRY_MS = 60_000;

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
  const again = () => readSigningKey(path, issuer);
  return follow(path, { start: again(), again }, log);
}

/** The public keys of those who may issue tokens to a subgraph; from a file, or in development from the network's secret. */
export function openTrustedKeys(
  callers: Callers,
  { publicKeysPath: path, identitySecret }: { publicKeysPath: string | null; identitySecret: string },
  log: Log,
): Followed<TrustedKeys> {
  const issuers = callersOf(callers);
  if (path === null) return fixed(derivedTrustedKeys(identitySecret, issuers.known));
  // Whoever is needed must be there at the start. Later, an operator may take away a key that was stolen, next one or not.
  const start = readTrustedKeys(path, issuers);
  const again = () => readTrustedKeys(path, { needed: [], known: issuers.known });
  return follow(path, { start, again }, log, (keys) => {
    const there = new Set([...keys.values()].map(({ issuer }) => issuer));
    const without = issuers.needed.filter((issuer) => !there.has(issuer));
    if (without.length > 0) log.error({ file: path, without }, 'there is no key of these parts any more');
  });
}

function fixed<Content>(content: Content): Followed<Content> {
  return { current: () => content, [Symbol.asyncDispose]: async () => {} };
}

/**
 * What a file says. When it cannot be used, what it said before goes on, and it is tried
 * again, because what was in the way may pass without a change of the file.
 */
function follow<Content>(
  path: string,
  { start, again }: { start: Content; again: () => Content },
  log: Log,
  changed: (content: Content) => void = () => {},
): Followed<Content> {
  let content = start;
  let retry: NodeJS.Timeout | undefined;
  const listener = () => {
    clearTimeout(retry);
    try {
      content = again();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      log.error({ file: path }, `${error.message} The former keys go on.`);
      retry = setTimeout(listener, RETRY_MS).unref();
      return;
    }
    log.info({ file: path }, 'keys reloaded');
    changed(content);
  };
  const unfollow = followFiles([path], listener);
  return {
    current: () => content,
    [Symbol.asyncDispose]: async () => {
      clearTimeout(retry);
      unfollow();
    },
  };
}
