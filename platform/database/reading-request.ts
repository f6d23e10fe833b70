import type { Deadline } from '../process/deadline.ts';
import type { SelectedFields } from './selected-columns.ts';

/** The request that a store reads for. */
export interface ReadingRequest {
  /** What its operation selects; null where nobody knows, and then everything counts as selected. */
  readonly selected: SelectedFields | null;
  /** Until when its answer is waited for; null is without end. */
  readonly deadline: Deadline | null;
}
