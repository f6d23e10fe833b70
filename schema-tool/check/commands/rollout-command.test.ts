import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schemaCommand } from '../../../tests/support/commands/schema-command.ts';

const run = promisify(execFile);
const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@override"])\n';
const CONFIG = ['catalogo', 'inventario']
  .map((name) => `  ${name}: { routing_url: "http://${name}/", schema: { file: ${name}.graphql } }\n`)
  .join('');

/** A repository in which `estoque` is to move from catalogo to inventario. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'schema-rollout-'));
  await run('git', ['init', '-q', '-b', 'main'], { cwd: folder });
  await write({
    'supergraph.yaml': `subgraphs:\n${CONFIG}`,
    'q.graphql': 'query Estoque { produto { estoque } }\n',
    'catalogo.graphql': `${LINK}type Query { produto: Produto } type Produto @key(fields: "id") { id: ID! estoque: Int }\n`,
    'inventario.graphql': `${LINK}type Produto @key(fields: "id") { id: ID! }\n`,
  });
  await run('git', ['add', '-A'], { cwd: folder });
  const author = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
  await run('git', [...author, 'commit', '-q', '-m', 'first'], { cwd: folder });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('nothing changed', async () => {
  const { code, stdout } = await command('rollout');

  expect(stdout).toContain('no subgraph changed');
  expect(code).toBe(0);
});

test('the order, with the plans before and after each step, also in the report of a check', async () => {
  await moveEstoque('@override(from: "catalogo")');
  const { code, stdout } = await command('rollout');

  expect(stdout).toContain('Deploy inventario, then catalogo.');
  expect(stdout).toContain('1. inventario: the subgraph, then the supergraph');
  expect(stdout).toContain('plan of Estoque: requests 1 -> 2, depth 1 -> 2');
  expect(code).toBe(0);

  const check = await command('check', '--format', 'json', '--out', 'check.json', '--format', 'markdown');
  expect(JSON.parse(await readFile(join(folder, 'check.json'), 'utf8')).rollout).toMatchObject({
    anyOrder: false,
    steps: [{ subgraph: 'inventario' }, { subgraph: 'catalogo' }],
  });
  expect(check.stdout).toContain('Deploy inventario, then catalogo.');
});

test('without an order the exit code is 1, and JSON says what is in the way', async () => {
  await moveEstoque('');
  const { code, stdout } = await command('rollout', '--json');

  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    steps: null,
    blocked: {
      after: [],
      next: [
        { subgraph: 'catalogo', problems: [expect.stringContaining('Estoque breaks')] },
        { subgraph: 'inventario', problems: [expect.stringContaining('INVALID_FIELD_SHARING')] },
      ],
    },
  });
  expect(code).toBe(1);
});

test('one subgraph that cannot be read is told, and the others are put in order as if it had not changed', async () => {
  await moveEstoque('@override(from: "catalogo")');
  await write({
    'supergraph.yaml': `subgraphs:\n${CONFIG}  precos: { routing_url: "http://precos/", schema: { file: precos.graphql } }\n`,
    'precos.graphql': 'type Query { preco: Int }\n',
  });
  await run('git', ['add', 'supergraph.yaml', 'precos.graphql'], { cwd: folder });
  const author = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
  await run('git', [...author, 'commit', '-q', '-m', 'second'], { cwd: folder });
  await write({ 'precos.graphql': 'type Query {\n' });
  const { code, stdout } = await command('rollout');
  expect(stdout).toMatch(/^! precos.graphql:2:1: Syntax Error/);
  expect(stdout).toContain('Deploy inventario, then catalogo.');
  expect(code).toBe(1);

  const diff = await schemaCommand(['diff', '--base', 'HEAD'], { cwd: folder });
  expect(diff.stdout).toMatch(/^! precos.graphql:2:1: Syntax Error/);
  expect(diff.stdout).toContain('Produto (inventario only)');
  expect(diff.code).toBe(1);

  // In the baseline it is nothing that is wrong now.
  await run('git', [...author, 'commit', '-q', '-m', 'broken', 'precos.graphql'], { cwd: folder });
  await write({ 'precos.graphql': 'type Query { preco: Int }\n' });
  const mended = await command('rollout', '--json');
  expect(JSON.parse(mended.stdout).problems).toEqual([expect.stringContaining('precos.graphql:2:1')]);
  expect(mended.code).toBe(0);
});

test('what does not compose has no order', async () => {
  await write({ 'catalogo.graphql': 'type Query { a: Nothing }\n' });
  const { code, stderr } = await command('rollout');

  expect(stderr).toContain('The subgraphs do not compose');
  expect(code).toBe(2);
});

async function moveEstoque(directive: string): Promise<void> {
  await write({
    'catalogo.graphql': `${LINK}type Query { produto: Produto } type Produto @key(fields: "id") { id: ID! }\n`,
    'inventario.graphql': `${LINK}type Produto @key(fields: "id") { id: ID! estoque: Int ${directive} }\n`,
  });
}

async function write(files: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
}

function command(name: string, ...args: string[]) {
  const base = ['--base', 'HEAD', '--operations', 'q.graphql'];
  return schemaCommand([name, ...base, ...args], { cwd: folder });
}
