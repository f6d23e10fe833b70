import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contractOf } from '../../../schema-tool/contract/contract.ts';
import { readContractsConfig } from '../../../schema-tool/contract/contracts-config.ts';
import { startTestNetwork, type TestNetwork } from '../../support/networks/test-network.ts';

let folder: string;
let graph: TestNetwork;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contract-'));
  const [publico] = await readContractsConfig('schema/contracts.yaml');
  if (!publico) throw new Error('no contract is listed');
  const contract = contractOf(await readFile('schema/supergraph.graphql', 'utf8'), publico, []);
  if (contract.kind === 'invalid') throw new Error(contract.errors.join());
  const supergraph = join(folder, 'publico.graphql');
  await writeFile(supergraph, contract.supergraph);
  graph = await startTestNetwork({ transport: 'direct', env: { SUPERGRAPH_PATH: supergraph } });
});
afterAll(async () => {
  await graph[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

test('a router that serves a contract answers what is in it, and knows nothing of the rest', async () => {
  const inContract = await graph.query('{ produtos(first: 1) { totalCount nodes { sku } } }');
  expect(inContract.body).toEqual({ data: { produtos: { totalCount: 0, nodes: [] } } });

  for (const query of ['{ clientes { nodes { nome } } }', '{ produtos { nodes { versao } } }']) {
    const { status, body } = await graph.query(query);
    expect(status).toBe(200);
    expect(body.errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  }
});
