import { open } from 'node:fs/promises';
import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { StartError } from '../platform/process/start-error.ts';
import { readTextFile } from '../platform/process/text-file.ts';

const MAX_BYTES = 64 * 1024;

/** Writes a new key for reading backups into a file for its owner alone, and gives whom to encrypt for. Throws StartError. */
export async function writeNewKey(path: string): Promise<string> {
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  try {
    await using file = await open(path, 'wx', 0o600);
    await file.writeFile(`# whom to encrypt for: ${recipient}\n${identity}\n`);
    await file.sync();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new StartError(`${path} is there already: a key is never written over.`);
    throw error;
  }
  return recipient;
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
