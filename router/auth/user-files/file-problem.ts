import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { USERS_COMMAND } from './config.ts';
import { UsersFileError } from './users-file-error.ts';

/** An error of the file system as one that says what to do: whose the file is, who this process is, what to run. */
export async function fileProblem(
  error: unknown,
  path: string,
  wanted: 'read' | 'replaced',
): Promise<UsersFileError> {
  const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
  const what = `${path} cannot be ${wanted} (${code})`;
  switch (code) {
    case 'ENOENT':
      return new UsersFileError(
        wanted === 'read'
          ? `${what}: it is not there; \`${USERS_COMMAND} add NAME --group leitura\` makes it.`
          : `${what}: its folder is not there.`,
        { missing: wanted === 'read' },
      );
    case 'EACCES':
    case 'EPERM':
      return new UsersFileError(`${what}: ${await refusal(path, wanted)}`);
    case 'EROFS':
      return new UsersFileError(
        `${what}: ${dirname(path)} is mounted read only here. Run this where the folder can be written; beside docker-compose.yml that is \`docker compose run --rm users\`.`,
      );
    case 'EBUSY':
      return new UsersFileError(
        `${what}: it is mounted by itself. Mount ${dirname(path)} in its place: a file that is replaced outside would stay the old one in here, too.`,
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new UsersFileError(`${what}: there is no space left.`);
    default:
      return new UsersFileError(`${what}.`);
  }
}

/** Which of the file and the folders above it refuses this process, and what gives it access. */
async function refusal(path: string, wanted: 'read' | 'replaced'): Promise<string> {
  for (const folder of ancestors(path)) {
    if (await may(folder, constants.X_OK)) continue;
    return `${await ownership(folder)} Let it enter the folder: \`chmod o+x ${shellWord(folder)}\` as its owner or root, or use another folder.`;
  }
  const folder = dirname(path);
  if (wanted === 'replaced' && (await may(folder, constants.W_OK))) {
    return `${await ownership(path)} Only root and its owner can replace it: run this as one of them.`;
  }
  const target = wanted === 'read' ? path : folder;
  return `${await ownership(target)} Give it to this user: \`chown ${us()} ${shellWord(target)}\` as root; for a container, on the host and with the host's path.`;
}

async function ownership(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  const whose = found
    ? `belongs to ${found.uid}:${found.gid} with mode ${(found.mode & 0o7777).toString(8)}`
    : 'belongs to somebody else';
  return `${path} ${whose}, and this process runs as ${us()}.`;
}

/** User and group of this process, as `chown` takes them. */
function us(): string {
  return `${process.geteuid?.() ?? '?'}:${process.getegid?.() ?? '?'}`;
}

function ancestors(path: string): string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.unshift(folder);
    if (folder === dirname(folder)) return folders;
  }
}

async function may(path: string, mode: number): Promise<boolean> {
  return await access(path, mode).then(
    () => true,
    () => false,
  );
}

function shellWord(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
