import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { withProgress } from '../../dev/progress.ts';

const FOLDER = fileURLToPath(new URL('../peers', import.meta.url));
const TIMEOUT_MS = 5 * 60_000;

/**
 * Installs the packages of bench/peers when they are not there or older than their lockfile. They are not among the
 * project's own, because everybody who installs those would wait for them.
 *
 * @returns why they cannot be installed; null when they are there
 */
export async function installPeers(): Promise<string | null> {
  if (await isInstalled()) return null;
  return await withProgress('installing the packages of bench/peers (once)', npmCi);
}

async function isInstalled(): Promise<boolean> {
  const changedAt = (file: string) =>
    stat(`${FOLDER}/${file}`).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    );
  const [installed, locked] = [
    await changedAt('node_modules/.package-lock.json'),
    await changedAt('package-lock.json'),
  ];
  return installed !== null && locked !== null && installed >= locked;
}

async function npmCi(): Promise<string | null> {
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error'], {
    cwd: FOLDER,
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: TIMEOUT_MS,
  });
  let errors = '';
  npm.stderr.on('data', (chunk) => {
    errors = (errors + chunk).slice(-2_000);
  });
  try {
    const [code] = await once(npm, 'close');
    if (code === 0) return null;
    const reason = /npm error code (\w+)/.exec(errors)?.[1];
    return `npm ci in bench/peers failed${reason === undefined ? '' : ` with ${reason}`}`;
  } catch {
    return 'npm cannot be started';
  }
}
