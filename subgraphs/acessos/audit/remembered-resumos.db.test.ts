import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { deriveKey } from '../../../platform/process/config/derived-keys.ts';
import {
  acessosGraph,
  EMAIL_AND_CPF,
  TABLES_OF_REPORTS,
} from '../../../tests/support/networks/acessos-graph.ts';
import { TEST_SECRET, type TestSubgraph } from '../../../tests/support/networks/test-subgraph.ts';
import { bytesOf, reportOf } from '../fixtures.ts';
import { openReportWriter, type ReportWriter } from '../reports/report-writer.ts';
import { signatures } from './audit-chain.ts';
import { rememberedResumos } from './remembered-resumos.ts';
import { titularStore } from './titular-store.ts';
import { verifyAudit } from './verify-audit.ts';

const acessos = acessosGraph();
const { erase } = acessos;
let graph: TestSubgraph;
beforeAll(() => {
  ({ graph } = acessos);
});

const KEYS = [deriveKey(TEST_SECRET, 'audit-signatures')] as const;
const SIGNING = signatures(KEYS);
const NO_LOG = { warn: () => {}, error: () => {} };
const IDS = ['1', '2', '3'];

/** Digests remembered, and of whom they had to be read. */
function remembering(max?: number) {
  const asked: string[][] = [];
  const titulares = titularStore(SIGNING);
  const remembered = rememberedResumos(
    {
      resumosFor(transaction, ids) {
        asked.push([...ids]);
        return titulares.resumosFor(transaction, ids);
      },
    },
    max,
  );
  /** The digests of some customers in a transaction, and of whom they were read. */
  const find = async (ids: readonly string[]) => {
    asked.length = 0;
    const resumos = await graph.database.transaction(async (transaction) => {
      transaction.markRetryable();
      const recalled = await remembered.recall(transaction);
      const found = await recalled.resumosFor(ids);
      await recalled.keep();
      return found;
    });
    return { resumos, read: asked.flat() };
  };
  return { remembered, find };
}

test('a digest is read once, and of what is more than may be remembered again', async () => {
  const { find } = remembering(2);
  const first = await find(['1', '2']);
  expect(first.read).toEqual(['1', '2']);
  expect(await find(['2', '1'])).toEqual({ resumos: first.resumos, read: [] });

  expect((await find(['2', '3'])).read).toEqual(['3']);
  expect((await find(IDS)).read).toEqual(['1']);
});

test.each<{ what: string; change: () => Promise<unknown> }>([
  { what: 'another customer was erased', change: () => erase('7', randomUUID()) },
  {
    what: 'the database has forgotten that there is a memory',
    change: () => graph.database.write('DELETE FROM transacao', []),
  },
  {
    what: 'the database is not where it was when the last ones were remembered',
    change: () => graph.database.write('UPDATE transacao SET numero = numero - 1', []),
  },
  {
    what: 'the database has committed what nobody has heard of',
    change: () => graph.database.write('UPDATE transacao SET numero = numero + 1', []),
  },
])('all are read again when $what', async ({ change }) => {
  const { find } = remembering();
  const { resumos } = await find(IDS);
  await find([...IDS, '4']);
  await change();

  expect(await find(IDS)).toEqual({ resumos, read: IDS });
  expect((await find(IDS)).read).toEqual([]);
});

test('what is read in a transaction that fails, or beside another one, is not remembered', async () => {
  const { remembered, find } = remembering();
  await find(['1']);
  const failing = graph.database.transaction(async (transaction) => {
    const recalled = await remembered.recall(transaction);
    await recalled.resumosFor(['2']);
    await recalled.keep();
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect((await find(['1', '2'])).read).toEqual(['2']);

  await graph.database.transaction(async (transaction) => {
    transaction.markRetryable();
    const recalled = await remembered.recall(transaction);
    await recalled.resumosFor(['3']);
    await find(['4']);
    await recalled.keep();
  });
  expect((await find(['1', '2', '3', '4'])).read).toEqual(['3']);
});

test('an erased customer is remembered by nobody, and gets another digest each time', async () => {
  const { find } = remembering();
  const { resumos } = await find(IDS);
  await erase('2', randomUUID());
  const after = [await find(IDS), await find(IDS)];

  expect(after.map(({ read }) => read)).toEqual([IDS, ['2']]);
  const of = (id: string) => new Set([resumos, ...after.map((one) => one.resumos)].map((one) => one.get(id)));
  expect(IDS.map((id) => of(id).size)).toEqual([1, 3, 1]);
});

/** Has a writer take a report of a request that has given out the data of some. */
const write = (writer: ReportWriter, ids: readonly string[], escritor = 'roteador-1') =>
  writer.take(
    bytesOf(reportOf([{ ...EMAIL_AND_CPF, titulares: ids.map((id) => [id, [0]] as const) }], { escritor })),
  );

/** How many entries the lists of some customers have. */
async function entriesOf(ids: readonly string[]): Promise<number[]> {
  const { _entities } = await graph.data(
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Cliente { acessosAosDados(first: 100) { nodes { id } } } } }',
    { of: ids.map((id) => ({ __typename: 'Cliente', id })) },
  );
  // What the query selects.
  return (_entities as { acessosAosDados: { nodes: object[] } }[]).map(
    ({ acessosAosDados }) => acessosAosDados.nodes.length,
  );
}

const writerOf = () =>
  openReportWriter(
    { database: graph.database.config, keys: KEYS, keptDays: { acesso: 90, acesso_a_dados: 90 } },
    NO_LOG,
  );

test('two writers that take the reports of two routers in turns, and erasures between them, leave an audit that is whole', async () => {
  await using one = writerOf();
  await using other = writerOf();
  const ids = ['1', '2', '3', '4', '5', '6'];
  for (const erased of [null, '2', '5']) {
    if (erased !== null) await erase(erased, randomUUID());
    await write(one, ids, 'roteador-1');
    await write(other, ids.toReversed(), 'roteador-1');
    await Promise.all([write(one, ids, 'roteador-2'), write(one, ids, 'roteador-3'), write(other, ids)]);
  }

  expect((await verifyAudit(graph.database, SIGNING)).findings).toEqual([]);
  expect(await entriesOf(ids)).toEqual([15, 0, 15, 15, 0, 15]);
  const [digests] = await graph.database.read(
    'SELECT COUNT(*) AS signed, (SELECT COUNT(*) FROM cliente_excluido) AS erased FROM titular_excluido',
    [],
  );
  // Of each that which it had, and another one for each later report.
  expect(digests).toEqual({ signed: String(2 + 10 + 5), erased: '2' });
});

const TABLES = [...TABLES_OF_REPORTS, 'inbox'];

/** Puts all tables back to what they are now: as a restore does, and a replica that takes over before it has everything. */
async function keptState(): Promise<() => Promise<void>> {
  const { database } = graph;
  for (const table of TABLES) {
    await database.write(`DROP TABLE IF EXISTS kept_${table}`, []);
    await database.write(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`, []);
  }
  return () =>
    database.transaction(async (transaction) => {
      for (const table of TABLES) {
        await transaction.write(`DELETE FROM ${table}`, []);
        await transaction.write(`INSERT INTO ${table} SELECT * FROM kept_${table}`, []);
      }
    });
}

test.each<{ what: string; lost: (writer: ReportWriter, other: ReportWriter) => Promise<void> }>([
  {
    what: 'its last report',
    lost: async (writer) => {
      await write(writer, ['1', '2', '3']);
    },
  },
  {
    what: 'its last reports, of several routers',
    lost: async (writer) => {
      await write(writer, ['2'], 'roteador-2');
      await write(writer, ['3'], 'roteador-1');
    },
  },
  {
    what: 'what another process has written, and this one read',
    lost: async (writer, other) => {
      await write(other, ['2', '3'], 'roteador-2');
      await write(writer, ['1', '2', '3']);
    },
  },
  {
    what: 'an erasure, and a report after it',
    lost: async (writer) => {
      await erase('1', randomUUID());
      await write(writer, ['1', '2', '3']);
    },
  },
])('a writer whose database loses $what names nobody by digests that are gone', async ({ lost }) => {
  await using writer = writerOf();
  await using other = writerOf();
  await write(writer, ['1']);
  const goBack = await keptState();
  await lost(writer, other);
  await goBack();
  await write(other, ['3']);
  await write(writer, ['1', '2', '3'], 'roteador-2');
  await write(writer, ['3', '2', '1'], 'roteador-1');

  expect((await verifyAudit(graph.database, SIGNING)).findings).toEqual([]);
  expect(await entriesOf(IDS)).toEqual([3, 2, 3]);
});
