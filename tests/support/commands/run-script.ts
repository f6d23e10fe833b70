import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { scriptArguments } from './script-file.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** A program of a test that runs as a process of its own. */
export interface RunningScript {
  process: ChildProcess;
  output(): string;
  errors(): string;
  /** Resolves when it has said this on standard output. */
  said(text: string): Promise<void>;
  /** Its exit code, null when a signal ended it. */
  ended: Promise<number | null>;
}

/** Runs a TypeScript program whose imports are as from the project's root. It ends with the test at the latest. */
export function runScript(
  text: string,
  { args = [], stdio = ['ignore', 'pipe', 'pipe'] }: { args?: readonly string[]; stdio?: StdioOptions } = {},
): RunningScript {
  const child = spawn(process.execPath, [...scriptArguments(text), ...args], {
    cwd: ROOT,
    stdio,
  });
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    process: child,
    output: () => output,
    errors: () => errors,
    async said(wanted) {
      while (!output.includes(wanted)) {
        if (child.exitCode !== null || !child.stdout)
          throw new Error(`it ended without "${wanted}": ${errors}`);
        await Promise.race([once(child.stdout, 'data'), ended]);
      }
    },
    ended,
  };
}
