/** A place in a file. */
export interface Place {
  /** Relative to the working directory. */
  file: string;
  line: number;
}
