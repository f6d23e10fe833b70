import { chmod, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Machine } from '../installation/machine.ts';
import { fetchedServer } from './fetched-server.ts';

/** A package is a folder with the files of a server; `program` is what its server program does. */
const UNPACK = `#!/bin/sh
[ "$1" = -x ] || exit 0
mkdir -p "$3/usr/sbin" "$3/usr/share/mysql"
echo '-- tables' >"$3/usr/share/mysql/mysql_system_tables.sql"
cp "$2" "$3/usr/sbin/mariadbd"
chmod 755 "$3/usr/sbin/mariadbd"
`;
const PROGRAM = `#!/bin/sh
echo 'mariadbd  Ver 10.11.19-MariaDB for Linux'
`;

let box: string;
let machine: Machine;
beforeEach(async () => {
  box = await mkdtemp(join(tmpdir(), 'fetched-server-test-'));
  await mkdir(join(box, 'bin'));
  machine = {
    env: { PATH: `${join(box, 'bin')}:/usr/bin:/bin`, XDG_CACHE_HOME: join(box, 'cache') },
    programFolders: [],
  };
  await script('dpkg', UNPACK);
  await script('ldd', '#!/bin/sh\n');
});
afterEach(() => rm(box, { recursive: true, force: true }));

async function script(name: string, text: string): Promise<void> {
  await writeFile(join(box, 'bin', name), text);
  await chmod(join(box, 'bin', name), 0o755);
}

/** apt-get that writes down what it is asked; `download` is what a download does. */
function aptGet(download: string): Promise<void> {
  return script(
    'apt-get',
    `#!/bin/sh
echo "$*" >>${box}/asked
case "$*" in *" update") exit 0;; esac
${download}
`,
  );
}

const DELIVER = `cat >server.deb <<'PROGRAM'\n${PROGRAM}PROGRAM`;

async function cached(): Promise<string[]> {
  return await readdir(join(box, 'cache/federated-customer-graph'));
}

async function fetchNow(): Promise<{ program: string | undefined; said: string[] }> {
  const said: string[] = [];
  const server = await fetchedServer(machine, (message) => said.push(message));
  return { program: server?.program, said };
}

test.runIf(process.platform === 'linux')(
  'two processes that fetch at once get one whole server',
  async () => {
    await aptGet(DELIVER);
    const [one, other] = await Promise.all([fetchNow(), fetchNow()]);
    expect(one.program).toMatch(/usr\/sbin\/mariadbd$/);
    expect(other.program).toBe(one.program);
    expect(await cached()).toHaveLength(1);
    expect((await fetchNow()).said).toEqual([]);
  },
);

test.runIf(process.platform === 'linux')(
  'a broken server in the cache and stale downloads make way',
  async () => {
    await aptGet(DELIVER);
    const { program = '' } = await fetchNow();
    await writeFile(program, '#!/bin/sh\nexit 1\n');
    const stale = join(box, 'cache/federated-customer-graph/fetch-stale');
    await mkdir(stale);
    await utimes(stale, 0, 0);
    expect((await fetchNow()).program).toBe(program);
    expect(await readFile(program, 'utf8')).toBe(PROGRAM);
    expect(await cached()).toHaveLength(1);
  },
);

test.runIf(process.platform === 'linux')('without package lists of the system its own are used', async () => {
  await aptGet(`case "$*" in *Dir::State::lists=*) ;; *) exit 100;; esac\n${DELIVER}`);
  expect((await fetchNow()).program).toMatch(/usr\/sbin\/mariadbd$/);
  const asked = (await readFile(join(box, 'asked'), 'utf8')).trim().split('\n');
  expect(
    asked.map((line) =>
      line
        .split(' ')
        .slice(-2)
        .join(' ')
        .replace(/^\S+=\S+ /, ''),
    ),
  ).toEqual(['download mariadb-server-core', 'update', 'download mariadb-server-core']);
});

test.runIf(process.platform === 'linux')(
  'a failed fetch says why, without credentials, and leaves nothing',
  async () => {
    await aptGet("echo 'E: Failed to fetch http://ana:segredo@mirror/x' >&2; exit 100");
    const { program, said } = await fetchNow();
    expect(program).toBeUndefined();
    expect(said.at(-1)).toBe('no server could be fetched: Failed to fetch http://mirror/x');
    expect(await cached()).toEqual([]);
  },
);
