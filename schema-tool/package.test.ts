import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const TOOL = import.meta.dirname;

/** A repository that has never seen this one, with the tool as it is published. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'schema-package-'));
  const installed = join(folder, 'node_modules/graph-schema');
  const manifest = JSON.parse(await readFile(join(TOOL, 'package.json'), 'utf8'));
  await run(process.execPath, [join(TOOL, 'build.mjs'), join(installed, 'dist')]);
  for (const file of ['package.json', 'bin.mjs', 'README.md'])
    await cp(join(TOOL, file), join(installed, file));
  // Only what it names: what it imports besides is not found. `npm run test:package` installs with npm itself.
  for (const name of Object.keys(manifest.dependencies)) {
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(resolve('node_modules', name), link);
  }
  await writeFile(join(folder, '.gitignore'), 'node_modules\n');
  await mkdir(join(folder, 'products'));
  await writeFile(
    join(folder, 'products/schema.graphql'),
    'type Query { product: Product }\ntype Product { name: String price: Int }\n',
  );
  await run('git', ['init', '-q', '-b', 'main'], { cwd: folder });
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a repository that has never seen this one is checked, from init to a broken operation', {
  timeout: 120_000,
}, async () => {
  const init = await tool('init', '--ci', 'github', 'products=products/schema.graphql');
  expect(init).toMatchObject({ code: 0, stdout: expect.stringContaining('supergraph.yaml written') });
  expect((await readdir(folder)).sort()).toEqual([
    '.git',
    '.github',
    '.gitignore',
    '.graphqlrc.yml',
    'apollo.config.json',
    'checks.yaml',
    'node_modules',
    'products',
    'supergraph.yaml',
  ]);
  await mkdir(join(folder, 'operations'));
  await writeFile(join(folder, 'operations/price.graphql'), 'query Price { product { price } }\n');
  expect(await tool('compose')).toMatchObject({ code: 0 });
  await git('add', '-A');
  await git('commit', '-q', '-m', 'first');
  expect(await tool('check')).toMatchObject({ code: 0, stdout: expect.stringContaining('PASSED') });
  await writeFile(
    join(folder, 'products/schema.graphql'),
    'type Query { product: Product }\ntype Product { name: String }\n',
  );
  const broken = await tool('check');
  expect(broken.code).toBe(1);
  expect(broken.stdout).toContain(
    'used by Price (document, it selects the field) operations/price.graphql:1',
  );
});

test('what is published are built files, and the versions are those that are tested here', async () => {
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: TOOL });
  const [{ files }] = JSON.parse(stdout);
  const paths: string[] = files.map(({ path }: { path: string }) => path);
  expect(
    paths.filter(
      (path) => !/^(dist\/.*\.js|dist\/docs\/[\w-]+\.md|bin\.mjs|package\.json|README\.md)$/.test(path),
    ),
  ).toEqual([]);
  const own = JSON.parse(await readFile(join(TOOL, 'package.json'), 'utf8'));
  const whole = JSON.parse(await readFile('package.json', 'utf8'));
  expect(whole.dependencies).toMatchObject(own.dependencies);
});

async function tool(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const bin = join(folder, 'node_modules/graph-schema/bin.mjs');
  const done = await run(process.execPath, [bin, ...args], { cwd: folder }).catch((error) => error);
  return { code: done.code ?? 0, stdout: done.stdout, stderr: done.stderr };
}

async function git(...args: string[]): Promise<void> {
  await run('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], { cwd: folder });
}
