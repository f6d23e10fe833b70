import { chown, lstat, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Whose a file is and who may use it. */
interface Ownership {
  uid: number;
  gid: number;
  mode: number;
}

/** Of a new file; most have hashes or keys. */
const NEW_MODE = 0o600;

/**
 * Puts a text in place of a file's content, as a whole or not at all. The file keeps its owner and mode; a new one is by
 * default for its owner alone, and of root's it is the owner of the folder, because root makes files for the user that
 * reads them.
 */
export async function replaceFile(path: string, text: string, newMode = NEW_MODE): Promise<void> {
  const target = await targetOf(path);
  const owner = await stat(target).catch(() => ownerOfNew(dirname(target), newMode));
  const temporary = `${target}.new`;
  await rm(temporary, { force: true });
  try {
    await using file = await open(temporary, 'wx', 0o600);
    await file.writeFile(text);
    if (owner !== null) {
      const { uid, gid } = await file.stat();
      if (uid !== owner.uid || gid !== owner.gid) await file.chown(owner.uid, owner.gid);
    }
    // Last: a change of owner takes rights away.
    await file.chmod((owner?.mode ?? newMode) & 0o7777);
    await file.sync();
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** The file itself, because a link stays one. Throws ENOENT when a link leads nowhere: what it meant is not known. */
async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (await isLink(path)) throw error;
    return path;
  }
}

/** Whether this is a symbolic link, also one that leads nowhere. */
export function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
}

/** Makes a folder and those above it that are missing; root's belong to the owner of the first that was there. */
export async function makeOwnedFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined || process.geteuid?.() !== 0) return;
  const { uid, gid } = await stat(dirname(first));
  for (let folder = path; folder.length >= first.length; folder = dirname(folder)) {
    await chown(folder, uid, gid);
  }
}

/** Null when a new file is this process's own. */
async function ownerOfNew(folder: string, mode: number): Promise<Ownership | null> {
  if (process.geteuid?.() !== 0) return null;
  const { uid, gid } = await stat(folder);
  return { uid, gid, mode };
}
