import { type FileHandle, open, rm } from 'node:fs/promises';
import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { codeOf } from '../../platform/errors/error-code.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { readTextFile } from '../../platform/process/files/text-file.ts';

const MAX_BYTES = 64 * 1024;

/** Writes a new key for reading backups into a file for its owner alone, and gives whom to encrypt for. Throws StartError. */
export async function writeNewKey(path: string): Promise<string> {
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  await using file = await openNew(path);
  try {
    await file.writeFile(`# whom to encrypt for: ${recipient}\n${identity}\n`);
    await file.sync();
  } catch (error) {
    // Half of a key is none, and would be in the way of the next one.
    await rm(path, { force: true });
    throw new StartError(
      `${path} could not be written (${codeOf(error) ?? 'unknown'}), and nothing is left of it: make space there, or name another file.`,
      { cause: error },
    );
  }
  return recipient;
}

async function openNew(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600);
  } catch (error) {
    if (codeOf(error) === 'EEXIST')
      throw new StartError(`${path} is there already: a key is never written over. Name a new file.`);
    if (codeOf(error) === 'ENOENT')
      throw new StartError(`The folder in which ${path} is to be is not there: make it first.`);
    throw error;
  }
}

/** The keys of a file of age's, one a line, `#` for comments. Throws StartError for a file without any. */
export async function readKeys(path: string, kind: 'recipients' | 'identities'): Promise<string[]> {
  const read = await readTextFile(path, MAX_BYTES);
  if (read.kind !== 'read') throw new StartError(`${path} cannot be read: ${read.why}.`);
  const lines = read.text.split('\n').map((line) => line.trim());
  const keys = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const start = kind === 'recipients' ? 'age1' : 'AGE-SECRET-KEY-';
  if (keys.length === 0 || keys.some((key) => !key.startsWith(start)))
    throw new StartError(
      `${path} has to have a key that starts with ${start} on each line; # begins a comment.`,
    );
  for (const [index, key] of keys.entries())
    if (!isKey(key, kind))
      throw new StartError(
        `${path}: key ${index + 1} is not whole, or has a letter changed: copy it again from what \`backup key\` wrote.`,
      );
  return keys;
}

/** By its own checksum. */
function isKey(key: string, kind: 'recipients' | 'identities'): boolean {
  try {
    if (kind === 'recipients') new Encrypter().addRecipient(key);
    else new Decrypter().addIdentity(key);
    return true;
  } catch {
    return false;
  }
}
