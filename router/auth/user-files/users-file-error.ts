/** What is wrong with a users or groups file: its name and the line, never a hash. */
export class UsersFileError extends Error {
  /** Whether the file is not there. */
  readonly missing: boolean;
  constructor(message: string, options: { missing?: boolean } = {}) {
    super(message);
    this.name = 'UsersFileError';
    this.missing = options.missing ?? false;
  }
}
