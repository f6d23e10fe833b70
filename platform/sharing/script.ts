import { createHash } from 'node:crypto';

/** What Redis runs in one step that nobody else's comes between (https://redis.io/docs/latest/develop/programmability/eval-intro/). */
export interface Script {
  readonly source: string;
  /** By which Redis knows it once it has run. */
  readonly sha1: string;
}

export function script(source: string): Script {
  return { source, sha1: createHash('sha1').update(source).digest('hex') };
}
