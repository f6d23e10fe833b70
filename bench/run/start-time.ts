import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { median } from './rounds.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const UP = 'Ctrl-C stops everything.';
const TIMES = 3;
const TIMEOUT_MS = 120_000;

/**
 * Milliseconds from starting `npm start` to its announcement that everything answers, database server included,
 * with a data directory that an earlier start has made. The median of three. Throws StartError.
 */
export async function measureStart(dataDirectory: string, port: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  // The first start creates and seeds the directory when it is new; it does not count.
  for (let time = 0; time <= TIMES; time += 1) {
    const took = await startOnce(dataDirectory, await port());
    if (time > 0) times.push(took);
  }
  return median(times);
}

async function startOnce(dataDirectory: string, firstPort: number): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, ['dev/run.mjs', 'dev/start/start.ts'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIRECTORY: dataDirectory,
      FIRST_PORT: String(firstPort),
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = once(child, 'close');
  const late = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors = (errors + chunk).slice(-2_000);
  });
  try {
    let output = '';
    for await (const chunk of child.stdout) {
      output += chunk;
      if (output.includes(UP)) return performance.now() - started;
    }
    throw new StartError(`npm start ended before it was ready: ${errors.trim() || 'it said nothing'}`);
  } finally {
    child.kill('SIGTERM');
    await ended;
    clearTimeout(late);
  }
}
