import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const TOOL = import.meta.dirname;

// That it runs as it is published, in a repository that has never seen this one: see adopting-page.long.test.ts.
test('what is published are built files, and the versions are those that are tested here', async () => {
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: TOOL });
  const [{ files }] = JSON.parse(stdout);
  const paths: string[] = files.map(({ path }: { path: string }) => path);
  expect(
    paths.filter(
      (path) =>
        !/^(dist\/.*\.js|dist\/docs\/[\w.-]+\.(md|json)|dist\/LICENSE|bin\.mjs|package\.json|README\.md)$/.test(
          path,
        ),
    ),
  ).toEqual([]);
  const own = JSON.parse(await readFile(join(TOOL, 'package.json'), 'utf8'));
  const whole = JSON.parse(await readFile('package.json', 'utf8'));
  expect(whole.dependencies).toMatchObject(own.dependencies);
});
