import { beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../platform/database/database.ts';
import { deriveKey } from '../../../platform/process/config/derived-keys.ts';
import { acessosGraph, EMAIL_AND_CPF } from '../../../tests/support/networks/acessos-graph.ts';
import { TEST_SECRET, type TestSubgraph } from '../../../tests/support/networks/test-subgraph.ts';
import { reportOf } from '../fixtures.ts';
import { type LinhaDaAuditoria, linkHash, signatures } from './audit-chain.ts';
import { auditStore, ENTRY_COLUMNS } from './audit-store.ts';
import { verifyAudit } from './verify-audit.ts';

const acessos = acessosGraph();
const { report, reportAudit } = acessos;
let graph: TestSubgraph;
beforeAll(() => {
  ({ graph } = acessos);
});

const SIGNATURES = signatures([deriveKey(TEST_SECRET, 'audit-signatures')]);
const verify = () => verifyAudit(graph.database, SIGNATURES);

test.each([
  {
    how: 'a row is changed',
    sql: "UPDATE acesso_a_dados SET usuario = 'outra' WHERE cadeia = 1 AND posicao = 2",
    findings: [{ kind: 'changed row', cadeia: '1', posicao: '2' }],
  },
  {
    how: 'a row is removed',
    sql: 'DELETE FROM acesso_a_dados WHERE cadeia = 1 AND posicao = 2',
    findings: [{ kind: 'missing row', cadeia: '1', posicao: '2' }],
  },
  {
    how: 'the last row is removed',
    sql: 'DELETE FROM acesso_a_dados WHERE cadeia = 1 AND posicao = 3',
    findings: [{ kind: 'missing row', cadeia: '1', posicao: '3' }],
  },
  {
    how: 'the last row is removed, and the end set to the one before',
    sql: 'DELETE FROM acesso_a_dados WHERE cadeia = 1 AND posicao = 3',
    more: 'UPDATE cadeia SET linhas = 2, elo = (SELECT elo FROM acesso_a_dados WHERE cadeia = 1 AND posicao = 2) WHERE numero = 1',
    findings: [{ kind: 'changed end', cadeia: '1' }],
  },
  {
    how: 'a row is added',
    sql: 'INSERT INTO acesso_a_dados (instante, cadeia, posicao, titular, campos, usuario, requisicao, elo) SELECT instante, cadeia, 4, titular, campos, usuario, requisicao, elo FROM acesso_a_dados WHERE cadeia = 1 AND posicao = 3',
    findings: [{ kind: 'inserted row', cadeia: '1', posicao: '4' }],
  },
  {
    how: 'a row is added at a place that is taken',
    sql: 'INSERT INTO acesso_a_dados (instante, cadeia, posicao, titular, campos, usuario, requisicao, elo) SELECT instante + INTERVAL 1 SECOND, cadeia, posicao, titular, campos, usuario, requisicao, elo FROM acesso_a_dados WHERE cadeia = 1 AND posicao = 3',
    findings: [{ kind: 'inserted row', cadeia: '1', posicao: '3' }],
  },
  {
    how: 'a chain is removed',
    sql: 'DELETE FROM acesso_a_dados WHERE cadeia = 2',
    more: 'DELETE FROM cadeia WHERE numero = 2',
    findings: [{ kind: 'missing chain', cadeia: '2' }],
  },
  {
    how: 'a chain is removed and they are counted anew',
    sql: 'DELETE FROM acesso_a_dados WHERE cadeia = 2',
    more: 'DELETE FROM cadeia WHERE numero = 2',
    most: 'UPDATE ancora SET cadeias = 1',
    findings: [{ kind: 'changed count of chains' }],
  },
  {
    how: 'only the rows are left',
    sql: 'DELETE FROM cadeia WHERE numero = 2',
    findings: [
      { kind: 'missing chain', cadeia: '2' },
      { kind: 'rows of no chain', cadeia: '2' },
    ],
  },
  {
    how: 'a chain is said to have expired',
    sql: 'UPDATE cadeia SET expirada = TRUE WHERE numero = 2',
    findings: [{ kind: 'changed end', cadeia: '2' }],
  },
])('it is found when $how', async ({ sql, more, most, findings }) => {
  await reportAudit();
  expect((await verify()).findings).toEqual([]);
  for (const one of [sql, more, most]) if (one !== undefined) await graph.database.write(one, []);

  expect((await verify()).findings).toEqual(findings);
});

/** Rows of a chain, as they are, by place. */
async function rowsOfChain(cadeia: string): Promise<LinhaDaAuditoria[]> {
  return await graph.database.read<LinhaDaAuditoria>(
    `SELECT ${ENTRY_COLUMNS} FROM acesso_a_dados WHERE cadeia = ? ORDER BY posicao`,
    [cadeia],
  );
}

test('two rows that have changed places are found', async () => {
  await reportAudit();
  for (const [from, to] of [
    ['3', '9'],
    ['2', '3'],
    ['9', '2'],
  ] as const)
    await graph.database.write('UPDATE acesso_a_dados SET posicao = ? WHERE cadeia = 1 AND posicao = ?', [
      to,
      from,
    ]);

  expect((await verify()).findings).toEqual([
    { kind: 'changed row', cadeia: '1', posicao: '2' },
    { kind: 'changed row', cadeia: '1', posicao: '3' },
  ]);
});

test.each([
  { how: 'and its end left as it was', movesEnd: false, finding: { kind: 'changed row', posicao: '3' } },
  { how: 'and its end set to that', movesEnd: true, finding: { kind: 'changed end' } },
])(
  'a chain written anew from a row on, with the right hashes, $how, is found',
  async ({ movesEnd, finding }) => {
    await reportAudit();
    const rows = await rowsOfChain('1');
    let elo = rows[0]?.elo ?? '';
    for (const row of rows.slice(1)) {
      elo = linkHash(elo, { ...row, usuario: 'outra' });
      await graph.database.write(
        "UPDATE acesso_a_dados SET usuario = 'outra', elo = ? WHERE cadeia = 1 AND posicao = ?",
        [elo, row.posicao],
      );
    }
    if (movesEnd) await graph.database.write('UPDATE cadeia SET elo = ? WHERE numero = 1', [elo]);

    expect((await verify()).findings).toEqual([{ cadeia: '1', ...finding }]);
  },
);

test('a second chain that has begun as another did is found', async () => {
  await reportAudit();
  await graph.database.write(
    `INSERT INTO acesso_a_dados (instante, cadeia, posicao, titular, campos, usuario, requisicao, elo)
     SELECT instante, 3, posicao, titular, campos, usuario, requisicao, elo FROM acesso_a_dados WHERE cadeia = 1`,
    [],
  );
  await graph.database.write(
    `INSERT INTO cadeia (numero, dia, escritor, linhas, elo, expirada, assinatura)
     SELECT 3, dia, 'roteador-9', linhas, elo, expirada, assinatura FROM cadeia WHERE numero = 1`,
    [],
  );

  expect((await verify()).findings).toEqual([
    { kind: 'changed end', cadeia: '3' },
    ...['1', '2', '3'].map((posicao) => ({ kind: 'changed row', cadeia: '3', posicao })),
  ]);
});

test('a chain that was begun anew under its number is found, also when its router has gone on', async () => {
  await reportAudit();
  await graph.database.write('DELETE FROM acesso_a_dados WHERE cadeia = 1', []);
  await graph.database.write("UPDATE cadeia SET linhas = 0, elo = REPEAT('0', 64) WHERE numero = 1", []);
  await report(reportOf([{ ...EMAIL_AND_CPF, titulares: [['1', [0]]] }]));

  expect(await verify()).toEqual({ cadeias: 3, linhas: 2, findings: [{ kind: 'changed end', cadeia: '1' }] });
});

const DAY_MS = 86_400_000;

test('a clock that is set back is no finding, and a moment that was set back is one', async () => {
  const noon = new Date(`${new Date().toISOString().slice(0, 10)}T12:00:00.000Z`);
  for (const hours of [0, -2, -30, 1])
    await report(
      reportOf([
        {
          ...EMAIL_AND_CPF,
          instante: new Date(noon.getTime() + hours * 3_600_000),
          titulares: [['1', [0]]],
        },
      ]),
    );
  expect(await verify()).toEqual({ cadeias: 2, linhas: 4, findings: [] });
  await graph.database.write(
    'UPDATE acesso_a_dados SET instante = instante - INTERVAL 1 HOUR WHERE cadeia = 1 AND posicao = 3',
    [],
  );

  expect((await verify()).findings).toEqual([{ kind: 'changed row', cadeia: '1', posicao: '3' }]);
});

test('the rows of a day that were removed by hand are found, beside a day that has expired', async () => {
  const audit = auditStore(graph.database, SIGNATURES);
  const yesterday = new Date(Date.now() - DAY_MS);
  await report(reportOf([{ ...EMAIL_AND_CPF, instante: yesterday, titulares: [['1', [0]]] }]));
  await report(reportOf([{ ...EMAIL_AND_CPF, titulares: [['2', [0]]] }]));
  const today = new Date().toISOString().slice(0, 10);
  await graph.database.transaction((transaction) => audit.expire(transaction, today));
  await graph.database.write('DELETE FROM acesso_a_dados WHERE cadeia = 1', []);
  expect((await verify()).findings).toEqual([]);
  await graph.database.write('DELETE FROM acesso_a_dados WHERE cadeia = 2', []);

  expect((await verify()).findings).toEqual([{ kind: 'missing row', cadeia: '2', posicao: '1' }]);
});

test('a day that expires while the audit is looked at is no finding', async () => {
  await reportAudit();
  const audit = auditStore(graph.database, SIGNATURES);
  let hasExpired = false;
  const expiring: Database = {
    ...graph.database,
    async read(sql, ...rest) {
      if (!hasExpired && sql.includes('ORDER BY posicao, instante')) {
        hasExpired = true;
        await graph.database.transaction((transaction) => audit.expire(transaction, '9999-12-31'));
        await graph.database.write('DELETE FROM acesso_a_dados', []);
      }
      return await graph.database.read(sql, ...rest);
    },
  };

  expect(await verifyAudit(expiring, SIGNATURES)).toEqual({ cadeias: 2, linhas: 0, findings: [] });
});

test('numbers that somebody has set as high as they go end the search all the same', async () => {
  await reportAudit();
  await graph.database.write('UPDATE cadeia SET linhas = 4000000000000 WHERE numero = 1', []);
  await graph.database.write('UPDATE ancora SET cadeias = 4000000000000', []);

  expect((await verifyAudit(graph.database, SIGNATURES, { maxFindings: 3 })).findings).toEqual([
    { kind: 'changed count of chains' },
    { kind: 'missing chain', cadeia: '3' },
    { kind: 'missing chain', cadeia: '4' },
  ]);
});

test('two processes that look at the audit while others write find nothing', async () => {
  await reportAudit();
  const writing = Array.from({ length: 12 }, (_, index) =>
    report(reportOf([{ ...EMAIL_AND_CPF, titulares: [['1', [0]]] }], { escritor: `roteador-${index % 3}` })),
  );

  const looked = await Promise.all([verify(), verify()]);
  await Promise.all(writing);
  expect([...looked, await verify()]).toMatchObject(Array(3).fill({ findings: [] }));
});

test('rows that are written before and after the rows of a chain are read are no finding', async () => {
  await reportAudit();
  const add = () => report(reportOf([{ ...EMAIL_AND_CPF, titulares: [['1', [0]]] }]));
  let hasRead = false;
  const growing: Database = {
    ...graph.database,
    async read(sql, ...rest) {
      if (hasRead || !sql.includes('ORDER BY posicao, instante'))
        return await graph.database.read(sql, ...rest);
      hasRead = true;
      await add();
      // One more than its end was when that was read, and one fewer than it is from now on.
      const rows = await graph.database.read<never>(sql, ...rest);
      await add();
      return rows;
    },
  };

  expect((await verifyAudit(growing, SIGNATURES)).findings).toEqual([]);
});

test('a later report does not sign what was changed before it came', async () => {
  await reportAudit();
  await graph.database.write('DELETE FROM acesso_a_dados WHERE cadeia = 1 AND posicao = 3', []);
  await graph.database.write(
    'UPDATE cadeia SET linhas = 2, elo = (SELECT elo FROM acesso_a_dados WHERE cadeia = 1 AND posicao = 2) WHERE numero = 1',
    [],
  );
  await report(reportOf([{ ...EMAIL_AND_CPF, titulares: [['1', [0]]] }]));
  await report(reportOf([{ ...EMAIL_AND_CPF, titulares: [['2', [0]]] }]));

  expect(await verify()).toEqual({
    cadeias: 3,
    linhas: 5,
    findings: [{ kind: 'changed end', cadeia: '1' }],
  });
});

test('a later report does not sign a number of chains that was changed before it came', async () => {
  await reportAudit();
  await graph.database.write('DELETE FROM acesso_a_dados WHERE cadeia = 2', []);
  await graph.database.write('DELETE FROM cadeia WHERE numero = 2', []);
  await graph.database.write('UPDATE ancora SET cadeias = 0', []);
  await report(reportOf([{ ...EMAIL_AND_CPF, titulares: [['1', [0]]] }], { escritor: 'roteador-3' }));

  expect((await verify()).findings).toEqual([{ kind: 'changed count of chains' }]);
});

test('a row of another day than its chain is found, also where the chain has expired', async () => {
  await reportAudit();
  const audit = auditStore(graph.database, SIGNATURES);
  const row = (instante: string) => `
    INSERT INTO acesso_a_dados (instante, cadeia, posicao, titular, campos, usuario, requisicao, elo)
    SELECT ${instante}, cadeia, 2, titular, campos, usuario, requisicao, elo FROM acesso_a_dados WHERE cadeia = 2 AND posicao = 1`;
  await graph.database.transaction((transaction) => audit.expire(transaction, '9999-12-31'));
  expect((await verify()).findings).toEqual([]);
  await graph.database.write(row('instante + INTERVAL 1 DAY'), []);

  expect((await verify()).findings).toEqual([{ kind: 'inserted row', cadeia: '2', posicao: '2' }]);
});
