import type { Deadline } from '../../process/deadlines/deadline.ts';
import type { ConfirmedPeople } from './confirmed-people.ts';
import type { Identity } from './identity.ts';

/** Who is asking, and in which request. */
export interface Caller {
  identity: Identity;
  requestId: string;
  /** Until when the answer is waited for; null is without end. */
  readonly deadline: Deadline | null;
  /** Milliseconds since the user has last written something, as far as the asker knows; null or left out when not lately. */
  readonly lastWriteMs?: number | null | undefined;
  /** Takes down whom the outcome of a mutation confirms; null or left out where the asker does not want to know. */
  readonly confirmed?: ConfirmedPeople | null | undefined;
}
