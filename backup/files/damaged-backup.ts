/** The error for a backup that is not as it was written: nothing may be restored from it. */
export class DamagedBackup extends Error {
  constructor(what: string, options?: ErrorOptions) {
    super(what, options);
    this.name = 'DamagedBackup';
  }
}
