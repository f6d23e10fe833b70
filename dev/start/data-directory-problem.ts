import { access, constants, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What a first start writes: a server's own files, the schemas and its logs. */
const NEEDED_BYTES = 300 * 1024 * 1024;
/** What `npm start` writes in the data directory, itself and through a server. */
const WRITTEN = ['mysql', 'mysql/data', 'mysql/data-mysql', 'identity-secret'];

/** Why the data cannot be kept in this folder and what to do about it; null when it can. */
export async function dataDirectoryProblem(directory: string): Promise<string | null> {
  const present = await nearestPresent(directory);
  if (!(await stat(present)).isDirectory()) {
    return `DATA_DIRECTORY is ${directory}, but ${present} is no folder: set it to another one.`;
  }
  for (const path of [present, ...WRITTEN.map((name) => join(directory, name))]) {
    const code = await refusal(path);
    if (code === null) continue;
    if (code === 'EROFS') {
      return `The data folder ${directory} is mounted read only: set DATA_DIRECTORY to a folder that can be written.`;
    }
    return `The data folder ${directory} cannot be used: ${path} may not be written by this user (${await ownership(path)}). Give it to this user, such as with \`sudo chown -R ${us()} ${directory}\`, or set DATA_DIRECTORY to a folder of its own.`;
  }
  if (await isPresent(join(directory, 'mysql'))) return null;
  const { bavail, bsize } = await statfs(present);
  if (bavail * bsize >= NEEDED_BYTES) return null;
  return `There is no space for the data in ${directory}: ${Math.floor((bavail * bsize) / 1024 ** 2)} MB are free, and a first start needs ${NEEDED_BYTES / 1024 ** 2} MB. Make some, or set DATA_DIRECTORY to another disk.`;
}

async function nearestPresent(path: string): Promise<string> {
  return path === dirname(path) || (await isPresent(path)) ? path : await nearestPresent(dirname(path));
}

async function isPresent(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    (error) => error.code !== 'ENOENT' && error.code !== 'ENOTDIR',
  );
}

/** Why this process may not write what is there; null when it may, or when there is nothing. */
async function refusal(path: string): Promise<string | null> {
  return await access(path, constants.R_OK | constants.W_OK).then(
    () => null,
    (error) => (error.code === 'ENOENT' || error.code === 'ENOTDIR' ? null : error.code),
  );
}

async function ownership(path: string): Promise<string> {
  return await stat(path).then(
    ({ uid, gid }) => `it belongs to ${uid}:${gid}, this is ${us()}`,
    () => `this is ${us()}`,
  );
}

function us(): string {
  return `${process.getuid?.() ?? '?'}:${process.getgid?.() ?? '?'}`;
}
