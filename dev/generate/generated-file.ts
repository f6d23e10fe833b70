/** A file that is made from others. */
export interface GeneratedFile {
  /** From the root of the project. */
  path: string;
  contents: string;
}
