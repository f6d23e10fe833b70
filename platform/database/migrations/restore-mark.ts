import { StartError } from '../../process/ending/start-error.ts';

/** The table that a schema has while it is restored from a backup: no process starts on such a schema. */
export const RESTORE_TABLE = 'restauracao';

/** The error of a process that starts on a schema whose restore has not ended. */
export class RestoreUnfinished extends StartError {
  constructor() {
    super(
      'This schema is being restored from a backup, or a restore of it was interrupted: run the same `backup restore` again, and start when it has ended.',
    );
  }
}
