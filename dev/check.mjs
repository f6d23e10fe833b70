// Runs scripts of package.json side by side: node dev/check.mjs lint types
// Prints a line for each that is well, and of one that has failed all that it said; fails when one has failed.
import { execFile } from 'node:child_process';

/** The native TypeScript compiler may leave more garbage behind before it collects it, as it ends soon. */
const env = { GOGC: '400', ...process.env };
const failed = (await Promise.all(process.argv.slice(2).map(run))).filter((name) => name !== null);
if (failed.length > 0) {
  process.stderr.write(`failed: ${failed.join(', ')}\n`);
  process.exitCode = 1;
}

/**
 * The script's name when it has failed, else null.
 *
 * @param {string} name
 * @returns {Promise<string | null>}
 */
function run(name) {
  const began = performance.now();
  return new Promise((resolve) => {
    execFile('npm', ['run', name], { env, maxBuffer: Number.POSITIVE_INFINITY }, (error, stdout, stderr) => {
      const took = `${((performance.now() - began) / 1000).toFixed(1)} s`;
      if (error) {
        process.stdout.write(stdout);
        process.stderr.write(stderr);
      }
      process.stdout.write(`${name}: ${error ? 'failed' : 'well'}, ${took}\n`);
      resolve(error ? name : null);
    });
  });
}
