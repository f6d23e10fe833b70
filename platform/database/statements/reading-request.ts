import type { Deadline } from '../../process/deadlines/deadline.ts';

/** The fields that a document selects anywhere, by the name of the object type. */
export type SelectedFields = ReadonlyMap<string, ReadonlySet<string>>;

/** What a request asks of each of its reads. */
export interface ReadBounds {
  /** Until when its answer is waited for; null is without end. */
  readonly deadline: Deadline | null;
  /** Whether rows of a moment ago are good enough, so that a replica may be asked; where nothing is said they are not. */
  readonly mayLag?: boolean | undefined;
}

/** The request that a store reads for. */
export interface ReadingRequest extends ReadBounds {
  /** What its operation selects; null where nobody knows, and then everything counts as selected. */
  readonly selected: SelectedFields | null;
}
