import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);

/** A copy of the examples, the schema and the editors' configuration, and nothing else, with the programs that a frontend has. */
let copy: string;
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'examples-'));
  await Promise.all(
    ['package.json', 'package-lock.json'].map((name) =>
      cp(`tests/examples/programs/${name}`, join(copy, name)),
    ),
  );
  await Promise.all(
    ['examples', 'schema/api.graphql', 'schema/operations', 'console/src', '.graphqlrc.yml'].map((path) =>
      cp(path, join(copy, path), { recursive: true }),
    ),
  );
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error'], { cwd: copy });
}, 300_000);
afterAll(() => rm(copy, { recursive: true, force: true }));

const program = (name: string, args: string[], folder: string) =>
  run(join(copy, 'node_modules/.bin', name), args, { cwd: join(copy, folder) });

/** What is in the files of a folder, by their names. */
async function contentsOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')])),
  );
}

test('the program of GraphQL Code Generator makes of codegen.ts what is committed', {
  timeout: 60_000,
}, async () => {
  for (const folder of ['generated', 'fetch/generated'])
    await rm(join(copy, 'examples', folder), { recursive: true });

  await program('graphql-codegen', ['--config', 'codegen.ts'], 'examples');

  for (const folder of ['examples/generated', 'examples/fetch/generated'])
    expect(await contentsOf(join(copy, folder))).toEqual(await contentsOf(folder));
});

test("Relay's compiler makes what is committed", { timeout: 60_000 }, async () => {
  const made = await contentsOf('examples/relay/__generated__');
  await Promise.all(Object.keys(made).map((name) => rm(join(copy, 'examples/relay/__generated__', name))));

  await program('relay-compiler', ['--noWatchman'], 'examples/relay');

  expect(await contentsOf(join(copy, 'examples/relay/__generated__'))).toEqual(made);
  expect(await readFile(join(copy, 'examples/relay/persisted-documents.json'), 'utf8')).toBe(
    await readFile('examples/relay/persisted-documents.json', 'utf8'),
  );
});

test('the command of docs/clients.md writes the manifest of a router of what both have made', {
  timeout: 60_000,
}, async () => {
  const written = 'examples/trusted-documents.json';
  const [, commands = ''] = /```sh\n([\s\S]*?)```/.exec(await readFile('docs/clients.md', 'utf8')) ?? [];
  await rm(join(copy, written));

  await run('bash', ['-e', '-c', commands], { cwd: copy });

  expect(await readFile(join(copy, written), 'utf8')).toBe(await readFile(written, 'utf8'));
});

test('graphql-config finds schema and documents of each project of editors', {
  timeout: 60_000,
}, async () => {
  const script = `
    import { loadConfig } from 'graphql-config';
    import { validate } from 'graphql';
    const found = {};
    const { projects } = await loadConfig({ rootDir: process.cwd() });
    for (const [name, project] of Object.entries(projects)) {
      const schema = await project.getSchema();
      const documents = await project.getDocuments();
      const definitions = documents.flatMap(({ document }) => document.definitions);
      found[name] = [documents.length, validate(schema, { kind: 'Document', definitions }).map(String)];
    }
    console.log(JSON.stringify(found));`;

  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: copy });

  const count = async (folder: string) =>
    (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.graphql')).length;
  expect(JSON.parse(stdout)).toEqual({
    operations: [await count('schema/operations'), []],
    console: [await count('console/src'), []],
    examples: [await count('examples/documents'), []],
  });
});
