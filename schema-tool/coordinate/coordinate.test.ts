import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { schemaCommand } from '../../tests/support/commands/schema-command.ts';

let folder: string;
let home: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coordinate-'));
  await cp(join(import.meta.dirname, '../check/scenarios/base'), folder, { recursive: true });
  home = process.cwd();
  process.chdir(folder);
});
afterEach(async () => {
  process.chdir(home);
  await rm(folder, { recursive: true });
});

const run = (...args: string[]) => schemaCommand(args);

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString();
async function usage(...lines: { ago: number; document: string; fields: string[]; name: string }[]) {
  const text = lines.map(({ ago, document, fields, name }, index) =>
    JSON.stringify({
      v: 1,
      day: day(ago).slice(0, 10),
      hash: name
        .padEnd(64, '0')
        .toLowerCase()
        .replace(/[^0-9a-f]/g, 'a'),
      name,
      client: 'app',
      clientVersion: '2',
      document,
      fields,
      enumValues: [],
      inputFields: [],
      count: index + 1,
      lastSeen: day(ago),
    }),
  );
  await writeFile('usage.jsonl', `${text.join('\n')}\n`);
}

test('of an element: where it is, who uses it since when, which plans fetch it, what breaks without it', async () => {
  const document = 'query Fones { cliente(id: "") { telefone } }';
  const fields = ['Cliente.telefone', 'Query.cliente'];
  await usage({ name: 'Fones', ago: 40, document, fields }, { name: 'Fones', ago: 2, document, fields });
  const { code, stdout } = await run('explain', 'Cliente.telefone');

  expect(stdout).toMatch(/^Cliente\.telefone\n {2}defined at clientes\.graphql:\d+\n/);
  expect(stdout).toContain('Used by 2 known operation(s):');
  expect(stdout).toContain(
    `Fones, app 2: 2 calls lately, since ${day(40).slice(0, 10)}, last ${day(2).slice(0, 10)}, usage.jsonl:2`,
  );
  expect(stdout).toContain('Cliente: clientes (request 1 of 3)');
  expect(stdout).toContain('Removing it would break Cliente, Fones.');
  expect(code).toBe(0);
  expect((await run('explain', 'Cliente.nada')).stderr).toBe('No subgraph has Cliente.nada.\n');
  expect((await run('explain', 'Cliente.pontos')).stdout).toContain(
    'Removing it would break no known operation.',
  );
});

test('of an enum and its values: who gives them in a document, however deep, and the plans that pass them on', async () => {
  await writeFile(
    'operations/valores.graphql',
    `query Direto { buscar(filtro: { situacao: INATIVO }) { __typename } }
     query Fundo { buscar(filtro: { periodos: [[{ unidade: MES }]] }) { __typename } }`,
  );
  const value = (await run('explain', 'Situacao.INATIVO')).stdout;

  expect(value).toContain('Direto, a document, operations/valores.graphql:1');
  expect(value).toContain('  Direto: clientes (request 1 of 1)');
  expect(value).toContain('Removing it would break Direto.');
  expect((await run('explain', 'Unidade.MES')).stdout).toContain('  Fundo: clientes (request 1 of 1)');
  expect((await run('explain', 'Unidade')).stdout).toContain('Removing it would break Fundo.');
});

test('what a check counts as use is what counts here, and the check explains in the same words', async () => {
  const document = 'query Fones { cliente(id: "") { telefone } }';
  await usage({ name: 'Fones', ago: 10, document, fields: ['Cliente.telefone', 'Query.cliente'] });
  await writeFile('checks.yaml', 'usage: { windowDays: 5 }');
  const explained = await run('explain', 'Cliente.telefone');

  expect(explained.stdout).toMatch(/Fones, app 2: .* - does not count: not seen within 5 days\n/);
  expect(explained.stdout).toContain('Removing it would break Cliente.\n');
  expect(await run('check', '--explain', 'Cliente.telefone')).toEqual(explained);
  expect(await run('check', '--explain', 'a/nada.graphql')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('"a/nada.graphql" is no element such as'),
  });
  expect(await run('check', '--explain', 'Cliente', '--watch')).toMatchObject({ code: 2 });
  await writeFile('checks.yaml', 'usage: { windowDays: 0 }');
  expect(await run('explain', 'Cliente.telefone')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('checks.yaml:1:'),
  });
});

test('the plans of a file before anything was composed are those of what the subgraphs compose to', async () => {
  const file = 'operations/cliente.graphql';
  const composedNow = await run('explain', file, '--format', 'tree');
  expect(composedNow).toMatchObject({ code: 0, stdout: expect.stringContaining('3 requests to subgraphs') });
  await run('compose');
  expect(await run('explain', file, '--format', 'tree')).toEqual(composedNow);
  expect(await run('explain', file, '--supergraph', 'none.graphql')).toMatchObject({
    code: 2,
    stderr: 'none.graphql cannot be read (ENOENT).\n',
  });
});

test('fields that nobody has used for so many days, and none told of when usage is not known for as long', async () => {
  await usage({
    name: 'Pontos',
    ago: 10,
    document: 'query Pontos { cliente(id: "") { pontos } }',
    fields: ['Cliente.pontos', 'Query.cliente'],
  });

  expect(await run('usage', 'unused', 'usage.jsonl', '--days', '30')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('what was used earlier they do not know'),
  });
  const within = await run('usage', 'unused', 'usage.jsonl', '--days', '10');
  expect(within.stdout).not.toContain('Cliente.pontos');
  expect(within.stdout).not.toContain('Cliente.telefone');
  expect(within.stdout).toMatch(/^Produto\.peso {2}catalogo\.graphql:\d+$/m);
  // An interface's field that is selected is one of each of its types.
  expect(within.stdout).not.toContain('Empresa.nome');
  const later = await run('usage', 'unused', 'usage.jsonl', '--days', '5');
  expect(later.stdout).toMatch(/^Cliente\.pontos {2}/m);
});
