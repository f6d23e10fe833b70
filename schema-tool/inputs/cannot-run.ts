import { inspect } from 'node:util';

/** The error when the command's input cannot be used; the message says why and what to do. Ends with exit code 2. */
export class CannotRun extends Error {
  /** Each thing that is wrong, where more than one is known. */
  readonly problems: readonly string[];
  constructor(problems: string | readonly string[], options?: ErrorOptions) {
    const all = typeof problems === 'string' ? [problems] : problems;
    super(all.join('\n'), options);
    this.name = 'CannotRun';
    this.problems = all;
  }
}

/** What an error that ends a command means, for people. */
export function errorMessage(error: unknown): string {
  if (error instanceof CannotRun) return error.message;
  if (error instanceof RangeError) return `An input is too deep or too large: ${error.message}.`;
  return `This is a mistake in the command itself. ${inspect(error)}`;
}
