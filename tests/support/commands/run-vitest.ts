import { spawn } from 'node:child_process';

/** Runs test files on the database server of a URL; gives vitest's exit code, 0 when all pass. */
export function runVitest(
  files: readonly string[],
  adminUrl: string,
  options: readonly string[] = [],
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('npx', ['--no-install', 'vitest', 'run', ...options, ...files], {
      env: { ...process.env, MYSQL_URL: adminUrl },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
