import { execFile } from 'node:child_process';
import { relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { CannotRun } from './cannot-run.ts';
import { utf8 } from './compose/supergraph-config.ts';

const execFileAsync = promisify(execFile);
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
/** Where the main branch may be, the remote's first: it is what a branch is merged into. */
const MAIN_BRANCHES = ['origin/HEAD', 'origin/main', 'main', 'origin/master', 'master'];

/** A commit, as a place to read files from. */
export interface Commit {
  /** Full hash. */
  hash: string;
  /** How it was named, for people. */
  label: string;
}

/** The commit that a ref names. Throws CannotRun. */
export async function commitOf(ref: string): Promise<Commit> {
  await requireRepository();
  const hash = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (hash === null) {
    throw new CannotRun(
      `"${ref}" is neither a file nor a commit that git knows here; fetch it, or name another --base.`,
    );
  }
  return { hash, label: `${ref} (${hash.slice(0, 10)})` };
}

/** Where this branch left the main branch. Throws CannotRun. */
export async function mergeBase(): Promise<Commit> {
  await requireRepository();
  for (const branch of MAIN_BRANCHES) {
    if ((await git(['rev-parse', '--verify', '--quiet', `${branch}^{commit}`])) === null) continue;
    const hash = await git(['merge-base', 'HEAD', branch]);
    if (hash === null) {
      throw new CannotRun(
        `git finds no common commit with ${branch}; fetch the whole history (\`fetch-depth: 0\` in actions/checkout), or name a --base.`,
      );
    }
    return { hash, label: `merge base with ${branch} (${hash.slice(0, 10)})` };
  }
  throw new CannotRun(
    `git knows none of ${MAIN_BRANCHES.join(', ')} here; name what to compare with by --base.`,
  );
}

/** A file's text at a commit; null when it was not there. Paths are relative to the working directory. Throws CannotRun. */
export async function readAtCommit({ hash, label }: Commit, path: string): Promise<string | null> {
  const bytes = await gitBytes(['show', `${hash}:./${relative('.', resolve(path))}`]);
  return bytes === null ? null : utf8(bytes, `${path} in ${label}`);
}

async function requireRepository(): Promise<void> {
  if ((await git(['rev-parse', '--git-dir'])) === null) {
    throw new CannotRun(
      'This is not a git repository (or git is not installed); name a file to compare with by --base.',
    );
  }
}

/** What git prints, without the white space around it; null when it fails. */
async function git(args: string[]): Promise<string | null> {
  return (await gitBytes(args))?.toString('utf8').trim() ?? null;
}

async function gitBytes(args: string[]): Promise<Buffer | null> {
  try {
    const { stdout } = await execFileAsync('git', args, { maxBuffer: MAX_OUTPUT_BYTES, encoding: 'buffer' });
    return stdout;
  } catch {
    // Each caller says what it means that git does not know something.
    return null;
  }
}
