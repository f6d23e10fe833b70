import { createHash } from 'node:crypto';

/** A script that Redis runs in one step; no other command runs meanwhile (https://redis.io/docs/latest/develop/programmability/eval-intro/). */
export interface Script {
  readonly source: string;
  /** The digest of the source, by which Redis finds the script again. */
  readonly sha1: string;
}

/** A script with its digest. */
export function script(source: string): Script {
  return { source, sha1: createHash('sha1').update(source).digest('hex') };
}
