import { createHmac } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { deriveKey } from '../../../platform/process/config/derived-keys.ts';

const LENGTH = 12;
const MAX_REMEMBERED = 10_000;

/**
 * Says what logs say instead of a user's name, which may be a person's: the first 12 hex digits of an HMAC. It is the
 * same in every process with the secret; `npm run users -- list` shows whose it is.
 */
export function userRefs(secret: string): (user: string) => string {
  const key = deriveKey(secret, 'user-ref');
  // With `max` the cache would keep room for all of them from the start.
  const known = new LRUCache<string, string>({ maxSize: MAX_REMEMBERED, sizeCalculation: () => 1 });
  return (user) => {
    const ref = known.get(user) ?? createHmac('sha256', key).update(user).digest('hex').slice(0, LENGTH);
    known.set(user, ref);
    return ref;
  };
}
