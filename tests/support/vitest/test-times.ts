// npm run test:times: runs all of `npm test`, and writes how long its files take to test-times.json, from which their order is made.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestTime } from './in-turns.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const TIMES = fileURLToPath(new URL('test-times.json', import.meta.url));
/** What is shorter than this many seconds may run in any order. */
const LONG = 2;

if (process.argv.includes('--help')) {
  console.log(
    `Usage: npm run test:times\n\nRuns all of npm test on a quiet Linux machine of two cores, and writes ${relative(ROOT, TIMES)}.`,
  );
  process.exit();
}
if (process.platform !== 'linux') {
  console.error('npm run test:times reads the CPU time of processes in /proc: run it on Linux.');
  process.exit(1);
}
const folder = await mkdtemp(join(tmpdir(), 'test-times-'));
try {
  const into = join(folder, 'times.jsonl');
  const vitest = spawn('npx', ['--no-install', 'vitest', 'run', '--project', 'short'], {
    cwd: ROOT,
    env: { ...process.env, TEST_TIMES_INTO: into },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(vitest, 'close');
  if (code === 0)
    await writeFile(TIMES, `${JSON.stringify(longOnes(await readFile(into, 'utf8')), null, 2)}\n`);
  else console.error(`a test has failed, so ${relative(ROOT, TIMES)} stays as it is.`);
  process.exitCode = code ?? 1;
} finally {
  await rm(folder, { recursive: true });
}

/** By the names of files, the longest first; of files with the same name, the longest. */
function longOnes(lines: string): Record<string, TestTime> {
  const times: Record<string, TestTime> = {};
  const longestFirst = lines
    .trim()
    .split('\n')
    // As record-times.ts writes it.
    .map((line) => JSON.parse(line) as TestTime & { file: string })
    .filter(({ seconds }) => seconds >= LONG)
    .toSorted((one, other) => other.seconds - one.seconds);
  for (const { file, seconds, cpu } of longestFirst)
    times[basename(file)] ??= { seconds: rounded(seconds), cpu: rounded(cpu) };
  return times;
}

function rounded(number: number): number {
  return Math.round(number * 10) / 10;
}
