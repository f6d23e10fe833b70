import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeBaseline } from '../../../schema-tool/check/baseline/compositions.ts';
import type { CheckReport } from '../../../schema-tool/check/check-report.ts';
import { operationUses } from '../../../schema-tool/check/effects/operation-uses.ts';
import { parseChecksConfig } from '../../../schema-tool/check/rules/checks-config.ts';
import { runCheck } from '../../../schema-tool/check/run-check.ts';
import { parseSdl, readSupergraphConfig } from '../../../schema-tool/compose/supergraph-config.ts';
import { operationsInUse } from '../../../schema-tool/documents/known-operations.ts';
import { type PlacedUsageLine, readUsageFile } from '../../../schema-tool/usage/usage-file.ts';
import { UsageSum } from '../../../usage-format/usage-sum.ts';
import { journeyTransport } from '../../support/networks/both-transports.ts';
import { mutate, novoCliente, novoEndereco } from '../../support/networks/mutations.ts';
import { basic, insertAnaAndBento, startTestNetwork } from '../../support/networks/test-network.ts';

const LISTA = `
  query Lista($filtro: ClienteFiltro, $ordem: ClienteOrdem) {
    clientes(first: 5, filtro: $filtro, ordem: $ordem) { nodes { nome } }
  }`;
const POR_CPF = 'query PorCpf { minha: clientePorCpf(cpf: "529.982.247-25") { nome } }';
const loja = { 'apollographql-client-name': 'loja', 'apollographql-client-version': '2.1' };

describe.each([journeyTransport()])('usage, transport %s', (transport) => {
  let folder: string;
  let metrics: string;
  let lines: PlacedUsageLine[];
  let text: string;

  /** Clients use the graph of one router, which is stopped then; what it wrote is what the tests look at. */
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'usage-'));
    const path = join(folder, 'deep', 'usage.jsonl');
    {
      await using graph = await startTestNetwork({ transport, env: { USAGE_PATH: path } });
      await insertAnaAndBento(graph.network);
      const lista = async (variables: Record<string, unknown>) => {
        const { body } = await graph.query(LISTA, { variables, headers: loja });
        expect(body.errors).toBeUndefined();
      };
      await lista({ filtro: { texto: 'prado' }, ordem: 'NOME' });
      await lista({ filtro: { texto: 'reis' } });
      for (const cpf of ['529.982.247-25', '111.444.777-35']) {
        await graph.query(POR_CPF.replace('529.982.247-25', cpf).replace('minha', `c${cpf.slice(0, 3)}`));
      }
      await mutate(graph, 'criarCliente', novoCliente(7, '11144477735'));
      await mutate(graph, 'criarEndereco', novoEndereco('1'));
      // None of these counts: invalid, not named, not allowed to a reader, too costly, introspection.
      await graph.query('query Invalida { clientes { naoExiste } }');
      await graph.query('query Uma { exclusao(id: 1) { estado } } query Outra { __typename }');
      await graph.query(
        'mutation Proibida { excluirCliente(entrada: { id: 1, versao: 1 }) { __typename } }',
        {
          credentials: 'leitor:leitor',
        },
      );
      await graph.query(
        'query Cara { clientes(first: 100) { nodes { inventario(first: 100) { nodes { cliente { inventario(first: 100) { nodes { id } } } } } } } }',
      );
      await graph.query('query Esquema { __schema { queryType { name } } }');
      metrics = await (
        await fetch(`${graph.url}/metrics`, { headers: { authorization: basic('admin:admin') } })
      ).text();
    }
    text = await readFile(path, 'utf8');
    ({ lines } = await readUsageFile(path, { tolerateTruncated: false }));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const lineOf = (name: string | null, field: string) =>
    lines.map(({ usage }) => usage).find((usage) => usage.name === name && usage.fields.includes(field));

  test('each operation that was run is a line, others are none', () => {
    expect(
      lines.map(({ usage: { name, client, clientVersion, count } }) => [name, client, clientVersion, count]),
    ).toEqual([
      ['Lista', 'loja', '2.1', 2],
      ['PorCpf', null, null, 2],
      [null, null, null, 1],
      [null, null, null, 1],
    ]);
    expect(metrics).toContain('\nusage_lines_pending{part="router"} 4\n');
    expect(metrics).toContain('\nusage_calls_dropped_total{part="router"} 0\n');
  });

  test('a line says what was selected and given, and no value', () => {
    expect(lineOf('Lista', 'Query.clientes')).toMatchObject({
      day: new Date().toISOString().slice(0, 10),
      document:
        'query Lista($filtro:ClienteFiltro$ordem:ClienteOrdem){clientes(first:0 filtro:$filtro ordem:$ordem){nodes{nome}}}',
      fields: ['Cliente.nome', 'ClienteConnection.nodes', 'Query.clientes'],
      enumValues: ['ClienteOrdem.NOME'],
      inputFields: ['ClienteFiltro.texto'],
    });
    expect(lineOf('PorCpf', 'Query.clientePorCpf')).toMatchObject({
      document: 'query PorCpf{alias1:clientePorCpf(cpf:""){nome}}',
      inputFields: [],
    });
    expect(lineOf(null, 'Mutation.criarEndereco')).toMatchObject({
      enumValues: ['TipoEndereco.RESIDENCIAL'],
      inputFields: expect.arrayContaining(['CriarEnderecoEntrada.clienteId', 'CriarEnderecoEntrada.tipo']),
    });
    expect(text).not.toMatch(/529\.?982|prado|reis|exemplo\.com|Aurora|admin|leitor/i);
  });

  test('the check finds every document valid, and in it what the router found', async () => {
    const schema = buildSchema(await readFile('schema/api.graphql', 'utf8'));
    const rules = parseChecksConfig('', 'checks.yaml').usage;
    const sum = new UsageSum();
    for (const { usage } of lines) sum.add(usage);
    const merged = sum.sortedLines().map((usage, index) => ({ usage, file: 'm', line: index + 1 }));
    const operations = operationsInUse(merged, rules, new Date().toISOString().slice(0, 10));

    expect(operations).toHaveLength(4);
    for (const { document, variables, calls, lastSeen } of operations) {
      expect(validate(schema, document)).toEqual([]);
      const { fields, enumValues, inputFields, recorded } = operationUses(schema, document, variables);
      const seen = lines.find(({ usage }) => usage.lastSeen === lastSeen && usage.count === calls)?.usage;
      expect([...fields.keys()].sort()).toEqual(seen?.fields);
      expect([...new Set([...enumValues.keys(), ...(recorded?.enumValues ?? [])])].sort()).toEqual(
        seen?.enumValues,
      );
      expect([...new Set([...inputFields.keys(), ...(recorded?.inputFields ?? [])])].sort()).toEqual(
        seen?.inputFields,
      );
    }
  });

  /** Checks the schema of this repository with one text in a subgraph replaced, against what the router wrote. */
  async function checkWithout(subgraph: string, pattern: RegExp): Promise<CheckReport> {
    const base = await readSupergraphConfig('schema/supergraph.yaml');
    const config = parseChecksConfig(await readFile('schema/checks.yaml', 'utf8'), 'checks.yaml');
    const today = new Date().toISOString().slice(0, 10);
    return await runCheck({
      baseline: composeBaseline({ label: 'base', subgraphs: base, contracts: null }),
      contracts: [],
      subgraphs: base.map((one) => {
        if (one.name !== subgraph) return one;
        const sdl = one.sdl.replace(pattern, '');
        expect(sdl).not.toBe(one.sdl);
        return { ...one, sdl, document: parseSdl(sdl, one.file) };
      }),
      operations: operationsInUse(lines, config.usage, today),
      config,
      approvals: [],
      strict: false,
      today,
    });
  }

  test('the check fails a change that takes away what a client has given, and names the client', async () => {
    const report = await checkWithout('clientes', /"By name, A to Z[^"]*"\s+NOME[^\n]*\n/);

    expect(report.verdict).toBe('fail');
    expect(
      report.findings.filter(({ severity }) => severity === 'error').flatMap(({ operations }) => operations),
    ).toContainEqual(
      expect.objectContaining({ name: 'Lista', client: 'loja', clientVersion: '2.1', calls: 2 }),
    );
  });

  test('the check lets a change pass that takes away what nobody has given', async () => {
    const report = await checkWithout(
      'clientes',
      /"Registered at or after this instant\."\s+criadoDe: DateTime[^\n]*\n/,
    );

    expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(report.verdict).toBe('pass');
  });
});
