import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { npmRun, ownStarts } from '../../tests/support/commands/npm-start.ts';

/** Ctrl-C takes under 2 s; the machine of a test is busy. */
const PROMPT_MS = 10_000;
const isRoot = process.geteuid?.() === 0;
if (!isRoot) console.log('skipped: starting on a folder of another user needs root');

const { folder, firstPort, start } = await ownStarts();

test.skipIf(!isRoot)('a data folder of another user says whose it is and what to run', async () => {
  await chmod(folder, 0o755);
  await mkdir(join(folder, 'of-root/mysql'), { recursive: true, mode: 0o755 });
  const started = start(
    { DATA_DIRECTORY: join(folder, 'of-root'), HOME: join(folder, 'no-home') },
    { uid: 65_534 },
  );

  expect(await started.ended).toBe(1);
  expect(started.complaints().at(-1)).toBe(
    `The data folder ${join(folder, 'of-root')} cannot be used: ${join(folder, 'of-root')} may not be written by this user (it belongs to 0:0, this is 65534:65534). Give it to this user, such as with \`sudo chown -R 65534:65534 ${join(folder, 'of-root')}\`, or set DATA_DIRECTORY to a folder of its own.`,
  );
});

test('an unreachable MYSQL_URL ends it with one clear sentence and a non-zero exit', async () => {
  const started = start({ MYSQL_URL: 'mysql://u:segredo@127.0.0.1:9/' });

  expect(await started.ended).not.toBe(0);

  const said = started.complaints();
  expect(said).toEqual([expect.stringContaining('The server of MYSQL_URL (127.0.0.1:9) does not answer')]);
  expect(said.join()).not.toContain('segredo');
});

const serverInstalled = ['mariadbd', 'mysqld'].some((name) =>
  ['/usr/sbin', '/usr/local/sbin', '/usr/libexec', '/usr/local/bin'].some((place) =>
    existsSync(join(place, name)),
  ),
);
const canFetch = existsSync('/usr/bin/dpkg') && !serverInstalled;
if (!canFetch) console.log('skipped: fetching a server needs Debian or Ubuntu without one');

describe.skipIf(!canFetch)('while a server has to be fetched', () => {
  /** Only these programs, and one in place of apt-get. */
  async function machine(name: string, aptGet: string): Promise<Record<string, string>> {
    const programs = join(folder, name);
    await mkdir(programs);
    await symlink(process.execPath, join(programs, 'node'));
    for (const program of ['sh', 'dpkg', 'ldd', 'sleep'])
      await symlink(`/usr/bin/${program}`, join(programs, program));
    await symlink(await npmPath(), join(programs, 'npm'));
    await writeFile(join(programs, 'apt-get'), `#!/bin/sh\n${aptGet}\n`, { mode: 0o755 });
    return { PATH: programs, HOME: programs, XDG_CACHE_HOME: programs, TMPDIR: programs };
  }

  async function npmPath(): Promise<string> {
    for (const place of (process.env.PATH ?? '').split(':')) {
      if (existsSync(join(place, 'npm'))) return join(place, 'npm');
    }
    throw new Error('there is no npm');
  }

  test('without a network it says what to do next', async () => {
    const env = await machine('no-network', "echo 'E: Could not resolve deb.example.org' >&2; exit 100");
    const started = start({ DATA_DIRECTORY: join(folder, 'no-network-data'), ...env });

    expect(await started.ended).toBe(1);
    expect(started.output()).toContain('no server could be fetched: Could not resolve deb.example.org');
    expect(started.complaints()[0]).toContain('Any one of these gives it one');
    expect(started.errors()).toContain('MYSQL_URL=mysql://user:password@host:3306/');
  });

  test('Ctrl-C ends it promptly, and what fetches', async () => {
    const env = await machine('slow', 'echo $$ >"$HOME/apt.pid"; exec sleep 300');
    const started = npmRun({
      DATA_DIRECTORY: join(folder, 'slow-data'),
      FIRST_PORT: String(firstPort),
      ...env,
    });
    const pidFile = join(folder, 'slow', 'apt.pid');
    await vi.waitFor(() => expect(existsSync(pidFile)).toBe(true), { timeout: 60_000 });
    const pid = Number(await readFile(pidFile, 'utf8'));
    const asked = Date.now();

    // npm passes the signal on to the program, not to what that has started.
    started.process.kill('SIGINT');
    await started.ended;

    expect(Date.now() - asked).toBeLessThan(PROMPT_MS);
    await vi.waitFor(() => expect(existsSync(`/proc/${pid}`)).toBe(false), { timeout: 5_000 });
    expect(started.complaints()).toEqual([]);
  });
});
