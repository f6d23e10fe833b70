import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Machine } from '../installation/machine.ts';
import { describeServer, type ServerInstallation } from '../installation/server-installation.ts';
import { cacheFolder } from './cache-folder.ts';
import { LaterDebian } from './later-debian.ts';
import { cachedServer } from './server-cache.ts';

/** Debian stable has MariaDB in MySQL's place; its next release has MySQL. */
const SUITE = 'unstable';
const PACKAGES = ['mysql-server-core', 'mysql-server-core-8.4'];

const PROGRAM = 'usr/sbin/mysqld';
const STARTER = 'usr/sbin/mysqld-with-its-libraries';
/** Starts the program by the loader that came with its libraries: this system's own may be older than both. */
const STARTER_SCRIPT = `#!/bin/sh
root=\${0%/usr/sbin/*}
unset LD_LIBRARY_PATH LD_PRELOAD
for loader in "$root"/usr/lib/*/ld-linux*.so.*; do
  exec "$loader" --library-path "\${loader%/*}" "$root/${PROGRAM}" "$@"
done
exit 1
`;

/** The MySQL that \`fetchedMysql\` has fetched before; null when it is not in the cache. */
export async function cachedMysql(machine: Machine): Promise<ServerInstallation | null> {
  return await serverIn(join(await cacheFolder(machine.env), folderName()), machine);
}

/**
 * A MySQL server of Debian's next release, in a cache folder beside the libraries and the loader that it was built for:
 * needs no root and installs nothing. Returns in words why there is none.
 */
export async function fetchedMysql(
  machine: Machine,
  progress: (message: string) => void,
): Promise<ServerInstallation | string> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const [, codename] = /^VERSION_CODENAME="?([\w.-]+)/m.exec(release) ?? [];
  if (process.platform !== 'linux' || codename === undefined || !/^ID="?debian\b/m.test(release))
    return 'this is not a release of Debian';
  return await cachedServer({
    cache: await cacheFolder(machine.env),
    name: folderName(),
    serverIn: (root) => serverIn(root, machine),
    async unpack(work, root) {
      progress(
        "fetching a MySQL server (50 MB) of a later release from the system's own package source; nothing is installed",
      );
      const failure = await new LaterDebian(work, { codename, suite: SUITE, env: machine.env }).unpack(
        PACKAGES,
        root,
      );
      if (failure !== null) return failure;
      await mkdir(join(root, 'usr/sbin'), { recursive: true });
      await writeFile(join(root, STARTER), STARTER_SCRIPT);
      await chmod(join(root, STARTER), 0o755);
      return (await serverIn(root, machine)) ? null : 'its program does not run here';
    },
  });
}

function folderName(): string {
  return `mysql-debian-${SUITE}-${process.arch}`;
}

function serverIn(root: string, { env }: Machine): Promise<ServerInstallation | null> {
  return describeServer(join(root, STARTER), env);
}
