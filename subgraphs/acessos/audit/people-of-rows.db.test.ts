import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { deriveKey } from '../../../platform/process/config/derived-keys.ts';
import { acessosGraph, EMAIL_AND_CPF } from '../../../tests/support/networks/acessos-graph.ts';
import { TEST_SECRET, type TestSubgraph } from '../../../tests/support/networks/test-subgraph.ts';
import { acessoOf, reportOf } from '../fixtures.ts';
import { linkEntries, signatures } from './audit-chain.ts';
import { auditStore } from './audit-store.ts';
import { verifyAudit } from './verify-audit.ts';

const acessos = acessosGraph();
const { report, erase } = acessos;
let graph: TestSubgraph;
beforeAll(() => {
  ({ graph } = acessos);
});

const SIGNING = signatures([deriveKey(TEST_SECRET, 'audit-signatures')]);
const verify = () => verifyAudit(graph.database, SIGNING);

/** Reports requests of which each is given the same field of all of its people. */
const reportPeople = (...requests: readonly (readonly string[])[]) =>
  report(
    reportOf(
      requests.map((people) => ({ ...EMAIL_AND_CPF, titulares: people.map((id) => [id, [0]] as const) })),
    ),
  );

interface Entry {
  id: string;
  cliente: { id: string } | null;
}

interface EntryPage {
  nodes: Entry[];
  edges: { cursor: string; node: Entry }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean };
}

async function pageOf(args: Record<string, unknown>): Promise<EntryPage> {
  const { acessosAosDados } = await graph.data(
    `query ($first: Int, $after: String, $last: Int, $before: String) {
      acessosAosDados(first: $first, after: $after, last: $last, before: $before) {
        nodes { id cliente { id } } edges { cursor node { id cliente { id } } } pageInfo { hasNextPage hasPreviousPage } } }`,
    args,
  );
  return acessosAosDados as EntryPage; // What the query selects.
}

async function listOf(id: string): Promise<Entry[]> {
  const { _entities } = await graph.data(
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Cliente { acessosAosDados(first: 100) { nodes { id cliente { id } } } } } }',
    { of: [{ __typename: 'Cliente', id }] },
  );
  return (_entities as { acessosAosDados: { nodes: Entry[] } }[])[0]?.acessosAosDados.nodes ?? []; // As above.
}

test('people of whom one request was given the same are one row, and an entry for each in every list', async () => {
  await reportPeople(['1', '2', '3'], ['2'], ['4', '2', '2', '1']);

  expect((await pageOf({})).nodes.map(({ cliente }) => cliente?.id).sort()).toEqual([
    ...['1', '1', '2', '2', '2', '3', '4'],
  ]);
  expect(await verify()).toEqual({ cadeias: 1, linhas: 3, findings: [] });
  const all = (await pageOf({})).nodes;
  for (const id of ['1', '2', '3', '4'])
    expect(await listOf(id)).toEqual(all.filter(({ cliente }) => cliente?.id === id));
});

test('people of whom a request was given different fields, and more than a row has, are in several rows', async () => {
  const titulares = Array.from(
    { length: 205 },
    (_, index) => [String(index + 1), index < 5 ? [0, 1] : [0]] as const,
  );
  await report(reportOf([{ ...EMAIL_AND_CPF, titulares }]));

  expect(await verify()).toEqual({ cadeias: 1, linhas: 3, findings: [] });
  const { acessosAosDados } = await graph.data(
    '{ acessosAosDados(last: 6) { nodes { campos cliente { id } } } }',
  );
  const both = ['Cliente.email', 'Cliente.cpf'];
  expect(acessosAosDados).toEqual({
    nodes: [
      { campos: ['Cliente.email'], cliente: { id: '105' } },
      ...[1, 2, 3, 4, 5].map((id) => ({ campos: both, cliente: { id: String(id) } })),
    ],
  });
});

test('pages of any size, from either end and between any two cursors, are parts of one list', async () => {
  await reportPeople(['1', '2', '3', '4'], ['5'], ['6', '7'], ['8', '9', '1']);
  const { edges } = await pageOf({ first: 100 });
  const place = fc.nat(edges.length - 1);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.boolean(),
      fc.option(place),
      fc.option(place),
      async (size, isLast, from, to) => {
        const args = {
          [isLast ? 'last' : 'first']: size,
          after: from === null ? null : edges[from]?.cursor,
          before: to === null ? null : edges[to]?.cursor,
        };
        const within = edges.slice(from === null ? 0 : from + 1, to ?? edges.length);
        const wanted = isLast ? within.slice(-size) : within.slice(0, size);
        const page = await pageOf(args);
        expect({ ...args, edges: page.edges }).toEqual({ ...args, edges: wanted });
        expect(isLast ? page.pageInfo.hasPreviousPage : page.pageInfo.hasNextPage).toBe(
          wanted.length < within.length,
        );
      },
    ),
    { numRuns: 60 },
  );
});

test.each([
  {
    how: 'what leads to a row is removed',
    sql: 'DELETE FROM outro_titular WHERE posicao = 1 LIMIT 1',
    findings: [{ kind: 'hidden row', cadeia: '1', posicao: '1' }],
  },
  {
    how: 'somebody is taken out of a row',
    sql: 'UPDATE acesso_a_dados SET outros = SUBSTRING(outros, 66) WHERE posicao = 1',
    findings: [{ kind: 'changed row', cadeia: '1', posicao: '1' }],
  },
  {
    how: 'all but the first are taken out of a row',
    sql: 'UPDATE acesso_a_dados SET outros = NULL WHERE posicao = 1',
    findings: [{ kind: 'changed row', cadeia: '1', posicao: '1' }],
  },
  {
    how: 'what is no digest is put into a row',
    sql: "UPDATE acesso_a_dados SET outros = CONCAT(outros, ',x,') WHERE posicao = 1",
    findings: [
      { kind: 'changed row', cadeia: '1', posicao: '1' },
      { kind: 'hidden row', cadeia: '1', posicao: '1' },
      { kind: 'unknown customer', titular: 'x' },
      { kind: 'unknown customer', titular: '' },
    ],
  },
  {
    how: 'what leads from a digest to its customer is removed',
    sql: 'DELETE FROM titular WHERE id_cliente = 3',
    findings: [
      { kind: 'missing customer', cliente: '3' },
      { kind: 'unknown customer', titular: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ],
  },
])('it is found when $how', async ({ sql, findings }) => {
  await reportPeople(['1', '2', '3'], ['1', '2']);
  expect((await verify()).findings).toEqual([]);
  await graph.database.write(sql, []);

  const found = (await verify()).findings;
  expect(found.toSorted((a, b) => a.kind.localeCompare(b.kind))).toEqual(findings);
});

test('what leads to no row, or to a row of others, shows nothing', async () => {
  await reportPeople(['1', '2'], ['3', '4']);
  const before = await listOf('2');
  const [row] = await graph.database.read<{ instante: Date }>('SELECT instante FROM acesso_a_dados', []);
  for (const posicao of ['2', '9'])
    await graph.database.write(
      `INSERT INTO outro_titular SELECT MAX(CONV(LEFT(resumo, 16), 16, 10)), ?, 1, ? FROM titular WHERE id_cliente = 2`,
      [row?.instante ?? null, posicao],
    );

  expect(await listOf('2')).toEqual(before);
  expect((await verify()).findings).toEqual([]);
});

test('people whose digests begin alike lead to their row once', async () => {
  const alike = ['c', 'd', 'c'].map(
    (end, place) => 'f'.repeat(60) + end.repeat(4 - place) + 'e'.repeat(place),
  );
  const store = auditStore(graph.database, SIGNING);
  await graph.database.transaction(async (transaction) => {
    const before = await store.lockCadeia(transaction, '2026-11-27', 'roteador-1');
    const entry = {
      ...acessoOf({ instante: new Date('2026-11-27T12:00:00.123Z') }),
      titular: 'a'.repeat(64),
      campos: 'Cliente.email',
    };
    const { rows, cadeia } = linkEntries(before, [
      { ...entry, outros: null },
      { ...entry, outros: alike.join() },
      { ...entry, outros: '0'.repeat(64) },
    ]);
    await store.append(transaction, rows, cadeia);
  });

  expect(await graph.database.read('SELECT * FROM outro_titular ORDER BY prefixo', [])).toEqual(
    [
      ['0', '3'],
      ['18446744073709551615', '2'],
    ].map(([prefixo, posicao]) => ({
      prefixo,
      instante: new Date('2026-11-27T12:00:00.123Z'),
      cadeia: '1',
      posicao,
    })),
  );
});

test('an erased customer who is not the first of a row is nobody there, and the audit is whole', async () => {
  await reportPeople(['1', '2', '3']);
  await erase('2', randomUUID());

  expect((await pageOf({})).nodes.map(({ cliente }) => cliente)).toEqual([{ id: '1' }, null, { id: '3' }]);
  expect(await listOf('2')).toEqual([]);
  expect((await verify()).findings).toEqual([]);
});
