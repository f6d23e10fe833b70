import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Machine } from '../installation/machine.ts';
import { cachedMysql, fetchedMysql } from './fetched-mysql.ts';

const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
const codename = /^VERSION_CODENAME=(\w+)$/m.exec(release)?.[1];
const isDebian = process.platform === 'linux' && /^ID=debian$/m.test(release);

/** The one package has a server that tells its version when the loader beside it starts it. */
const UNPACK = `#!/bin/sh
[ "$1" = --print-architecture ] && echo amd64
[ "$1" = -x ] || exit 0
mkdir -p "$3/usr/sbin" "$3/usr/lib/some-linux-gnu" "$3/usr/share/mysql/english"
echo >"$3/usr/share/mysql/english/errmsg.sys"
printf '#!/bin/sh\\necho mysqld  Ver 9.7.4 for Linux\\n' >"$3/usr/sbin/mysqld"
printf '#!/bin/sh\\n[ "$1" = --library-path ] && [ -d "$2" ] && shift 2 && exec "$@"\\n' >"$3/usr/lib/some-linux-gnu/ld-linux.so.2"
chmod 755 "$3/usr/sbin/mysqld" "$3/usr/lib/some-linux-gnu/ld-linux.so.2"
`;

let box: string;
let machine: Machine;
beforeEach(async () => {
  box = await mkdtemp(join(tmpdir(), 'fetched-mysql-test-'));
  await mkdir(join(box, 'bin'));
  const path = `${join(box, 'bin')}:/usr/bin:/bin`;
  machine = { env: { PATH: path, XDG_CACHE_HOME: join(box, 'cache') }, programFolders: [] };
  await script('dpkg', UNPACK);
});
afterEach(() => rm(box, { recursive: true, force: true }));

async function script(name: string, text: string): Promise<void> {
  await writeFile(join(box, 'bin', name), text);
  await chmod(join(box, 'bin', name), 0o755);
}

/** apt-get with a mirror of its own for a release of Debian. */
function aptGet({ bytes = 1_000, of = codename, update = 'exit 0' }): Promise<void> {
  return script(
    'apt-get',
    `#!/bin/sh
echo "$*" >>${box}/asked
for option in "$@"; do
  case "$option" in
    Dir::Etc::sourcelist=*) cat "\${option#*=}" >${box}/sources;;
    Dir::Cache=*) cache=\${option#*=};;
  esac
done
case "$*" in
  *"update --print-uris") echo "'http://mirror.test/debian/dists/${of}/InRelease' file 0 ";;
  *update) ${update};;
  *"install --print-uris"*) echo "'http://mirror.test/debian/pool/m.deb' m_9.7_amd64.deb ${bytes} SHA256:00";;
  *"install --download-only"*) echo deb >"$cache/archives/m.deb";;
esac
`,
  );
}

async function fetchNow(): Promise<string> {
  const server = await fetchedMysql(machine, () => {});
  return typeof server === 'string' ? server : `${server.flavour} ${server.program}`;
}

async function cached(): Promise<string[]> {
  return await readdir(join(box, 'cache/federated-customer-graph'));
}

describe.runIf(isDebian)('MySQL of a later release', () => {
  test('it comes from the mirror that apt knows, once, and is started by its own loader', async () => {
    await aptGet({});

    expect(await cachedMysql(machine)).toBeNull();
    expect(await fetchNow()).toMatch(/^MySQL .*usr\/sbin\/mysqld-with-its-libraries$/);
    const asked = await readFile(join(box, 'asked'), 'utf8');
    expect(await fetchNow()).toMatch(/^MySQL /);
    expect((await cachedMysql(machine))?.flavour).toBe('MySQL');

    expect(await readFile(join(box, 'asked'), 'utf8')).toBe(asked);
    expect(asked).toContain('APT::Get::AllowUnauthenticated=false');
    expect(await readFile(join(box, 'sources'), 'utf8')).toMatch(
      /^Types: deb\nURIs: http:\/\/mirror\.test\/debian\nSuites: unstable\nComponents: main\n/,
    );
    expect(await cached()).toHaveLength(1);
  });

  test.each([
    ['a mirror of another system', { of: 'other' }, `apt knows no mirror of Debian ${codename}`],
    ['too much to download', { bytes: 300_000_000 }, 'mysql-server-core and what it needs are 300 MB'],
    [
      'a release that nobody has signed',
      { update: "echo 'E: The repository is not signed.' >&2; exit 100" },
      'The repository is not signed.',
    ],
  ])('%s is told, and nothing stays', async (_what, apt, reason) => {
    await aptGet(apt);

    expect(await fetchNow()).toBe(reason);
    expect(await cached()).toEqual([]);
  });
});
