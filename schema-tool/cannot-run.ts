/** The command's input cannot be used; the message says why and what to do. Ends with exit code 2. */
export class CannotRun extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CannotRun';
  }
}
