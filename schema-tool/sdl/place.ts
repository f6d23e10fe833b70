/** A place in a file. */
export interface FilePlace {
  /** Relative to the working directory. */
  file: string;
  line: number;
  /** There where it is in the baseline, as nothing of it is left; left out for the files that are checked. */
  inBaseline?: true;
}
