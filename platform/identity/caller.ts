import type { Identity } from './identity.ts';

/** Who is asking, and in which request. */
export interface Caller {
  identity: Identity;
  requestId: string;
}
