import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const FOLDER = 'tests/relay/compiler';

// Apart from the project's own packages: it has a program of 20 MB for each of five systems.
test("what Relay's compiler makes of the documents is what is committed", { timeout: 300_000 }, async () => {
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error'], { cwd: FOLDER });
  const compiler = `${FOLDER}/node_modules/.bin/relay-compiler`;

  const { stdout, stderr } = await run(compiler, ['tests/relay/relay.config.json', '--validate']);

  expect(`${stdout}${stderr}`).not.toMatch(/error|out of date/i);
});
