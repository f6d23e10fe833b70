/** What became of one class of attack. */
export interface ClassReport {
  readonly tried: number;
  /** What was not refused: the input and what was answered, cut short. */
  readonly letThrough: readonly string[];
  /** What else there is to tell. */
  readonly note?: string;
}
