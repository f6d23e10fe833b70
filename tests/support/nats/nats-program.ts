import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { cacheFolder } from '../../../dev/mysql/fetched/cache-folder.ts';
import { DebianPackages } from '../../../dev/mysql/fetched/debian-packages.ts';
import { type Machine, thisMachine } from '../../../dev/mysql/installation/machine.ts';
import { run } from '../../../dev/mysql/processes/run.ts';

const PACKAGE = 'nats-server';

/** What starts a NATS server, or in words why there is none. */
export type NatsProgram = { kind: 'found'; program: string } | { kind: 'none'; why: string };

let finding: Promise<NatsProgram> | null = null;

/**
 * The NATS server on the PATH, else that of Debian's package, unpacked into the cache folder: needs no root and installs
 * nothing. Looked for once.
 */
export function natsProgram(): Promise<NatsProgram> {
  finding ??= find(thisMachine());
  return finding;
}

async function find(machine: Machine): Promise<NatsProgram> {
  for (const folder of (machine.env.PATH ?? '').split(delimiter)) {
    const program = join(folder, PACKAGE);
    if (folder !== '' && (await runs(program))) return { kind: 'found', program };
  }
  if (process.platform !== 'linux') return { kind: 'none', why: 'nats-server is not on the PATH' };
  const cache = await cacheFolder(machine.env);
  const root = join(cache, `nats-${await releaseName()}`);
  const program = programIn(root);
  if (await runs(program)) return { kind: 'found', program };
  const failure = await fetchInto(root, cache, machine);
  return failure === null ? { kind: 'found', program } : { kind: 'none', why: failure };
}

/** Returns what went wrong, or null. A half-made folder never gets its final name. */
async function fetchInto(root: string, cache: string, machine: Machine): Promise<string | null> {
  const work = await mkdtemp(join(cache, 'fetch-'));
  try {
    const unpacked = join(work, 'root');
    const failure = await new DebianPackages(work, machine.env).unpack(PACKAGE, unpacked);
    if (failure !== null) return `${PACKAGE}: ${failure}`;
    if (!(await runs(programIn(unpacked)))) return 'the program of the package does not run here';
    await rename(unpacked, root).catch(async (error) => {
      // Another process may have been first.
      if (!(await runs(programIn(root)))) throw error;
    });
    return null;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Where the package has it. */
function programIn(root: string): string {
  return join(root, 'usr/sbin', PACKAGE);
}

async function runs(program: string): Promise<boolean> {
  return (await run(program, ['--version'], { timeoutMs: 10_000 })).code === 0;
}

/** Programs of one release of the system may not run on the next, so each has its own. */
async function releaseName(): Promise<string> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const [, id = 'linux'] = /^ID="?([\w.-]+)/m.exec(release) ?? [];
  const [, version = ''] = /^VERSION_ID="?([\w.-]+)/m.exec(release) ?? [];
  return `${id}${version}-${process.arch}`;
}
