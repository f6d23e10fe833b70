import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { schemaCommand } from '../../../tests/support/commands/schema-command.ts';
import type { CheckReport } from '../check-report.ts';

const BROKEN = 'type Query { produto: ';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unreadable-'));
  for (const name of ['old', 'schema'])
    await cp(join(import.meta.dirname, '../scenarios/base'), join(folder, name), { recursive: true });
  await writeFile(join(folder, 'schema/checks.yaml'), 'lint: { rules: { type-names: off } }');
});
afterEach(() => rm(folder, { recursive: true }));

async function edit(file: string, replace: string, by: string): Promise<void> {
  const text = await readFile(join(folder, file), 'utf8');
  expect(text).toContain(replace);
  await writeFile(join(folder, file), text.replace(replace, by));
}

/** Errors and warnings, each with what it is about. */
async function told(): Promise<string[]> {
  const { stdout } = await schemaCommand(['check', '--base', 'old/supergraph.yaml', '--format', 'json'], {
    cwd: folder,
  });
  const { findings }: CheckReport = JSON.parse(stdout);
  return findings
    .filter(({ severity }) => severity !== 'notice')
    .map(({ severity, code, change, operations }) =>
      [severity, code, change, ...operations.map(({ name }) => name)].filter(Boolean).join(' '),
    );
}

const removal = () =>
  edit(
    'schema/clientes.graphql',
    '  "Telephone."\n  telefone: String @tag(name: "pii")\n  "Fax."',
    '  "Fax."',
  );
const REMOVED = 'error FIELD_REMOVED api:FIELD_REMOVED:Cliente.telefone Cliente';

test.each([
  ['does not parse', () => writeFile(join(folder, 'old/catalogo.graphql'), BROKEN)],
  ['is not there', () => rm(join(folder, 'old/catalogo.graphql'))],
  [
    'has no address',
    () => edit('old/supergraph.yaml', '    routing_url: http://catalogo:4002/graphql\n', ''),
  ],
])('a baseline of which one subgraph %s: the rest of it is compared', async (_, spoil) => {
  await spoil();
  await removal();

  expect(await told()).toEqual(['warning BASELINE_PART_UNREADABLE', REMOVED]);
});

test('documents of a baseline that does not compose count as well, as far as one can know', async () => {
  await writeFile(join(folder, 'old/catalogo.graphql'), BROKEN);
  await edit('old/compras.graphql', 'frete: Int @requires(fields: "peso")', 'frete: Nada');
  await removal();
  await rm(join(folder, 'schema/operations/cliente.graphql'));

  expect(await told()).toEqual([
    'warning BASELINE_PART_UNREADABLE',
    'warning BASELINE_DOES_NOT_COMPOSE',
    'warning OPERATION_INVALID Cliente',
  ]);
});

test('a subgraph that cannot be read now is not told as removed, and the rest is compared', async () => {
  await writeFile(join(folder, 'schema/catalogo.graphql'), BROKEN);
  await removal();

  expect(await told()).toEqual(['error SUBGRAPH_UNREADABLE', REMOVED]);
});

test('a document may use what is in a subgraph that cannot be read', async () => {
  await writeFile(join(folder, 'schema/catalogo.graphql'), BROKEN);
  await writeFile(join(folder, 'schema/operations/novo.graphql'), 'query Novo { novo }');

  expect(await told()).toEqual(['error SUBGRAPH_UNREADABLE']);
});

test('what does not compose without the subgraph that cannot be read is no error of its own', async () => {
  await writeFile(join(folder, 'schema/catalogo.graphql'), BROKEN);
  await edit('schema/compras.graphql', 'frete: Int @requires(fields: "peso")', 'frete: Frete');

  expect(await told()).toEqual([
    'error SUBGRAPH_UNREADABLE',
    'warning FIELD_TYPE_CHANGED compras:FIELD_TYPE_CHANGED:Produto.frete:Int -> Frete',
  ]);
});
