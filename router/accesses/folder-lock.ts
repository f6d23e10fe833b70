import { rm } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { relative } from 'node:path';
import { codeOf } from '../../platform/errors/error-code.ts';

const LOCK = 'accesses.lock';
/** What the address of a local socket may have, bytes; systems differ, and none has fewer. */
const MAX_ADDRESS_BYTES = 103;
/** What file systems say that know no sockets. */
const NO_SOCKETS = ['ENOTSUP', 'EOPNOTSUPP', 'EPERM'];

/**
 * Keeps a folder for this process until it is disposed or the process ends, however that is: the lock is a local socket that
 * is listened to. Rejects with the code EADDRINUSE when another process of this machine has it.
 * Null where there can be no such lock: the folder's name is too long, or it is on a file system without sockets.
 */
export async function lockFolder(folder: string): Promise<AsyncDisposable | null> {
  const path = shorter(`${folder}/${LOCK}`, relative(process.cwd(), `${folder}/${LOCK}`));
  if (Buffer.byteLength(path) > MAX_ADDRESS_BYTES) return null;
  try {
    return await listenTo(path);
  } catch (error) {
    if (NO_SOCKETS.includes(codeOf(error) ?? '')) return null;
    if (codeOf(error) !== 'EADDRINUSE' || (await isAnswered(path))) throw error;
    // Of a process that was killed.
    await rm(path, { force: true });
    return await listenTo(path);
  }
}

function listenTo(path: string): Promise<AsyncDisposable> {
  const server = createServer((socket) => socket.destroy());
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () =>
      resolve({
        [Symbol.asyncDispose]: () => new Promise<void>((closed) => server.close(() => closed())),
      }),
    );
  });
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function shorter(one: string, other: string): string {
  return other.length < one.length ? other : one;
}
