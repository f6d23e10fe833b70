import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startTestNetwork, type TestNetwork } from '../../tests/support/networks/test-network.ts';
import { TEST_SECRET } from '../../tests/support/networks/test-subgraph.ts';
import { fleetCommand } from './fleet-command.ts';

let graph: TestNetwork;
let folder: string;
let url: string[];
let printed = '';
beforeAll(async () => {
  graph = await startTestNetwork({ transport: 'direct' });
  folder = await mkdtemp(join(tmpdir(), 'fleet-'));
  url = [...graph.network.subgraphs.values()].map((subgraph) => `${subgraph.name}=${subgraph.url}`);
});
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await graph[Symbol.asyncDispose]();
});

const supergraph = 'schema/supergraph.graphql';
const config = 'schema/supergraph.yaml';

test('running subgraphs are what is published; a request is signed with the secret of the graph', async () => {
  vi.stubEnv('IDENTITY_SECRET', TEST_SECRET);

  expect(await fleetCommand({ config, supergraph, url, json: false })).toBe(0);
  expect(printed).toContain('What runs is what is published.');
});

test('what differs is told: a field that runs and is not published, a tag that is published and does not run', async () => {
  const published = (await readFile(supergraph, 'utf8'))
    .replace(
      '  sku: String! @join__field(graph: CATALOGO) @tag(name: "publico")',
      '  sku: String @join__field(graph: CATALOGO) @tag(name: "secreto")',
    )
    .replace('type Endereco implements Node\n', 'type Endereco implements Node @tag(name: "velho")\n');
  const file = join(folder, 'published.graphql');
  await writeFile(file, published);

  expect(await fleetCommand({ config, supergraph: file, url, json: true, user: 'admin:admin' })).toBe(1);
  const { drift } = JSON.parse(printed);
  expect(drift.kind).toBe('differs');
  expect(drift.changes.map(({ id }: { id: string }) => id)).toEqual([
    'api:FIELD_TYPE_CHANGED:Produto.sku:String -> String!',
    'catalogo:FIELD_TYPE_CHANGED:Produto.sku:String -> String!',
    'supergraph:DIRECTIVE_USAGE_REMOVED:Endereco @tag(name: "velho")',
    'supergraph:DIRECTIVE_USAGE_ADDED:Produto.sku @tag(name: "publico")',
    'supergraph:DIRECTIVE_USAGE_REMOVED:Produto.sku @tag(name: "secreto")',
  ]);
});

test('a subgraph that refuses, does not answer or is not known cannot be checked', async () => {
  await expect(fleetCommand({ config, supergraph, url, json: false })).rejects.toThrow(
    /clientes .*it refused the request \(HTTP 401\)/,
  );
  const closed = [
    'clientes=http://127.0.0.1:1/graphql',
    ...url.filter((one) => !one.startsWith('clientes=')),
  ];
  await expect(
    fleetCommand({ config, supergraph, url: closed, json: false, user: 'admin:admin' }),
  ).rejects.toThrow(/^clientes \(http:\/\/127\.0\.0\.1:1\/graphql\): it does not answer/);
  await expect(
    fleetCommand({ config, supergraph, url: ['http://127.0.0.1:1/'], json: false }),
  ).rejects.toThrow('Which subgraph is http://127.0.0.1:1/?');
  await expect(fleetCommand({ config, supergraph, url: ['ftp://x'], json: false })).rejects.toThrow(
    'is no address',
  );
});
