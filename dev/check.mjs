// Runs scripts of package.json side by side: node dev/check.mjs lint types
// Prints what each has said as a whole when it ends, and fails when one has failed.
import { execFile } from 'node:child_process';

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
  return new Promise((resolve) => {
    execFile('npm', ['run', name], { maxBuffer: Number.POSITIVE_INFINITY }, (error, stdout, stderr) => {
      process.stdout.write(stdout);
      process.stderr.write(stderr);
      resolve(error ? name : null);
    });
  });
}
