import { StartError } from '../../platform/process/ending/start-error.ts';
import { DamagedBackup } from './damaged-backup.ts';

/** What the library says when none of the keys opens a file, and of a first line that is not its own. */
const NO_KEY_FITS = "no identity matched any of the file's recipients";
const OTHER_FORMAT = /^invalid version /;

/**
 * The error for a file of a backup that could not be read, by what went wrong: DamagedBackup for one that is not there or not
 * as it was written, StartError where the key, the user or the disk is why. Each says what to do next.
 */
export function unreadableFile(error: unknown, path: string): Error {
  if (error instanceof StartError || error instanceof DamagedBackup) return error;
  const cause = { cause: error };
  const code = systemCode(error);
  if (code === 'ENOENT')
    return new DamagedBackup(
      `${path} is not there, and the manifest names it: copy it here again, or take another backup.`,
      cause,
    );
  if (code === 'EACCES' || code === 'EPERM')
    return new StartError(
      `${path} may not be read by this user (${code}): a backup is for its owner alone. Run this as its owner, or give the file to this user.`,
      cause,
    );
  if (code !== null)
    return new StartError(
      `${path} cannot be read (${code}), which says nothing about what is in it: see whether its disk or share is well, copy the backup to another one, and run this again.`,
      cause,
    );
  const message = error instanceof Error ? error.message : String(error);
  if (message === NO_KEY_FITS)
    return new StartError(
      `${path} cannot be read with the key of --identity: name the file with one that it was encrypted for.`,
      cause,
    );
  if (OTHER_FORMAT.test(message))
    return new DamagedBackup(
      `${path} does not begin as a file of age does (age-encryption.org/v1): it is another file, or was encrypted by a later release; take one that \`backup create\` of this release has written.`,
      cause,
    );
  return new DamagedBackup(
    `${path} is damaged, or ends before its end (${message}): copy it here again from where it is whole, or take another backup.`,
    cause,
  );
}

/** What the system calls a failure of its own; null for what decompressing and decrypting say. */
function systemCode(error: unknown): string | null {
  return error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : null;
}
