import { createHmac } from 'node:crypto';
import { LRUCache } from 'lru-cache';

const LENGTH = 12;
const refs = new LRUCache<string, string>({ max: 10_000 });

/**
 * What logs say instead of a user's name, which may be a person's: the first 12 hex digits of an HMAC. It is the
 * same in every process with the secret; `npm run users -- list` shows whose it is.
 */
export function userRef(secret: string, user: string): string {
  const known = refs.get(`${secret}\0${user}`);
  if (known !== undefined) return known;
  const ref = createHmac('sha256', secret).update(`user-ref:${user}`).digest('hex').slice(0, LENGTH);
  refs.set(`${secret}\0${user}`, ref);
  return ref;
}
