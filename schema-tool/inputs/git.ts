import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CannotRun } from './cannot-run.ts';

const execFileAsync = promisify(execFile);
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;
/** What the main branch may be called when nobody says. */
const MAIN_BRANCHES = ['main', 'master', 'trunk'];
const REMOTE_DEADLINE_MS = 10_000;

/** A commit, as a place to read files from. */
export interface Commit {
  /** Full hash. */
  hash: string;
  /** How it was named, for people. */
  label: string;
}

/** The commit that a ref names. Throws CannotRun. */
export async function commitOf(ref: string): Promise<Commit> {
  const hash = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (hash === null) {
    await requireRepository();
    const known = (await remotes()).map((remote) => `${remote}/${ref}`);
    const near = await firstCommit(known);
    const todo = near === null ? `fetch it${await ifShallow()}, or name another --base` : `--base ${near} is`;
    throw new CannotRun(`"${ref}" is neither a file nor a commit that git knows here; ${todo}.`);
  }
  return { hash, label: `${ref} (${hash.slice(0, 10)})` };
}

/** Where this branch left the main branch, in a repository that has commits. Throws CannotRun. */
export async function mergeBase(): Promise<Commit> {
  const branch = await mainBranch();
  const hash = await git(['merge-base', 'HEAD', branch]);
  const name = shortName(branch);
  if (hash === null) {
    throw new CannotRun(
      `git finds no common commit with ${name}: fetch it${await ifShallow()}, or name a --base.`,
    );
  }
  return { hash, label: `merge base with ${name} (${hash.slice(0, 10)})` };
}

/** A branch as people call it. */
function shortName(branch: string): string {
  return branch.replace(/^refs\/(heads|remotes)\//, '');
}

/** Whether a commit is the one that is checked out. */
export async function isCheckedOut(hash: string): Promise<boolean> {
  return (await git(['rev-parse', '--verify', '--quiet', 'HEAD'])) === hash;
}

/**
 * The main branch as the clone knows it, or else as the remote says, by its whole name: a tag may have the same short one. Throws
 * CannotRun.
 */
async function mainBranch(): Promise<string> {
  const [remote] = await remotes();
  if (remote !== undefined) {
    const known = await git(['symbolic-ref', '--quiet', `refs/remotes/${remote}/HEAD`]);
    if (known !== null && (await isCommit(known))) return known;
    const named = await defaultBranchOf(remote);
    if (named !== null) {
      const found = await firstCommit([`refs/remotes/${remote}/${named}`, `refs/heads/${named}`]);
      if (found !== null) return found;
      throw new CannotRun(
        `The main branch of ${remote} is ${named}, which is not here: run \`git fetch ${remote} ${named}:refs/remotes/${remote}/${named}\`${await ifShallow()}, or name a --base.`,
      );
    }
  }
  const configured = await git(['config', 'init.defaultBranch']);
  const names = [...new Set([...(configured ? [configured] : []), ...MAIN_BRANCHES])];
  const places = names.flatMap((name) => [
    ...(remote === undefined ? [] : [`refs/remotes/${remote}/${name}`]),
    `refs/heads/${name}`,
  ]);
  const found = await firstCommit(places);
  if (found !== null) return found;
  const local = await localBranches();
  if (remote === undefined && local.length === 1 && local[0] !== undefined) return local[0];
  throw new CannotRun(
    `git knows none of ${places.map(shortName).join(', ')} here; name what to compare with by --base.`,
  );
}

/** The names of the remotes, `origin` first. */
async function remotes(): Promise<string[]> {
  const names = (await git(['remote']))?.split('\n').filter(Boolean) ?? [];
  return names.sort((a, b) => Number(b === 'origin') - Number(a === 'origin'));
}

async function firstCommit(refs: readonly string[]): Promise<string | null> {
  for (const ref of refs) if (await isCommit(ref)) return ref;
  return null;
}

async function localBranches(): Promise<string[]> {
  const printed = await git(['for-each-ref', '--format=%(refname)', 'refs/heads']);
  return (printed ?? '').split('\n').filter(Boolean);
}

/** Whether nothing is committed here yet, on any branch, and nothing was fetched. Throws CannotRun. */
export async function isEmptyRepository(): Promise<boolean> {
  const newest = await git(['rev-list', '--all', '--max-count=1']);
  if (newest === null) await requireRepository();
  return newest === '';
}

/** The default branch that a remote tells, null when it tells none within the deadline. */
async function defaultBranchOf(remote: string): Promise<string | null> {
  const told = await git(['ls-remote', '--symref', remote, 'HEAD'], REMOTE_DEADLINE_MS);
  return /^ref: refs\/heads\/(\S+)\s+HEAD$/m.exec(told ?? '')?.[1] ?? null;
}

async function isCommit(ref: string): Promise<boolean> {
  return (await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])) !== null;
}

/** A commit that changed some files, as its branch's own history has it. */
export interface HistoryEntry {
  hash: string;
  /** The commit before it on the branch, null for the first one, and for the last one that a shallow clone has. */
  parent: string | null;
  /** When it came to the branch, ISO 8601. */
  date: string;
}

/** The commits from a commit back along its first parents that changed some paths, the newest first. Throws CannotRun. */
export async function firstParentHistory(
  hash: string,
  paths: readonly string[],
  most: number,
): Promise<HistoryEntry[]> {
  const format = ['--first-parent', `-n${most}`, '--format=%H|%P|%cI', hash, '--', ...paths];
  const printed = await git(['--literal-pathspecs', 'log', ...format]);
  if (printed === null) throw new CannotRun(`The history of ${hash.slice(0, 10)} cannot be read by git.`);
  return printed.split('\n').flatMap((line) => {
    const [commit = '', parents = '', date = ''] = line.split('|');
    return commit === '' ? [] : [{ hash: commit, parent: parents.split(' ')[0] || null, date }];
  });
}

/** What to do in a clone that has only the last commits, as a part of a sentence; empty in a whole one. */
export async function ifShallow(): Promise<string> {
  if ((await git(['rev-parse', '--is-shallow-repository'])) !== 'true') return '';
  return ' (this clone is shallow: `git fetch --unshallow`, in GitHub Actions `fetch-depth: 0` of actions/checkout, in GitLab `GIT_DEPTH: 0`)';
}

async function requireRepository(): Promise<void> {
  if ((await git(['rev-parse', '--git-dir'])) !== null) return;
  const said = await refusal(['rev-parse', '--git-dir']);
  if (said === null) {
    throw new CannotRun('git is not installed, or not in PATH; name a file to compare with by --base.');
  }
  // In a container, the checkout often belongs to another user.
  throw new CannotRun(
    said.includes('safe.directory')
      ? `git refuses this repository, as its files belong to another user: run \`git config --global --add safe.directory '*'\`, or name a file to compare with by --base.`
      : 'This is not a git repository; name a file to compare with by --base.',
  );
}

/** The repository's root; null outside of one. */
export async function repositoryRoot(): Promise<string | null> {
  return await git(['rev-parse', '--show-toplevel']);
}

/** From the repository's root to the working directory, ended by a slash; empty at the root and outside of a repository. */
export async function repositoryPrefix(): Promise<string> {
  return (await git(['rev-parse', '--show-prefix'])) ?? '';
}

/** What git says of why it fails; null when there is no git. */
async function refusal(args: string[]): Promise<string | null> {
  try {
    await execFileAsync('git', args);
    return '';
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? null : said;
  }
}

/** What git prints, without the white space around it; null when it fails. */
async function git(args: string[], timeout = 0): Promise<string | null> {
  return (await gitBytes(args, { timeout }))?.toString('utf8').trim() ?? null;
}

/** What git prints; null when it fails. It never asks anybody for a password. */
export async function gitBytes(
  args: string[],
  {
    timeout = 0,
    input,
    cwd,
    maxBytes = MAX_OUTPUT_BYTES,
  }: { timeout?: number; input?: string; cwd?: string; maxBytes?: number } = {},
): Promise<Buffer | null> {
  try {
    const running = execFileAsync('git', ['-c', 'credential.helper=', '-c', 'core.askPass=true', ...args], {
      maxBuffer: maxBytes,
      encoding: 'buffer',
      timeout,
      cwd,
    });
    running.child.stdin?.on('error', () => {
      // git has ended without reading; that it failed is told by its exit code.
    });
    running.child.stdin?.end(input ?? '');
    return (await running).stdout;
  } catch {
    // Each caller says what it means that git does not know something.
    return null;
  }
}
