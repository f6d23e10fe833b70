import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../platform/database/database.ts';
import type { DomainEvent } from '../../platform/events/event.ts';
import { REPORT_SCOPE } from '../../platform/identity/internal-scopes.ts';
import { partIdentity } from '../../platform/identity/issuers.ts';
import { SubgraphClient } from '../../platform/peers/subgraph-client.ts';
import { deriveKey } from '../../platform/process/derived-keys.ts';
import {
  startTestSubgraph,
  TEST_SECRET,
  type TestSubgraph,
  testSigner,
} from '../../tests/support/test-subgraph.ts';
import { type AcessoAosDados, linkHash, signatures } from './audit-chain.ts';
import { auditStore, ENTRY_COLUMNS } from './audit-store.ts';
import { reportOf } from './fixtures.ts';
import { subgraph } from './subgraph.ts';
import { verifyAudit } from './verify-audit.ts';

const AS_ROUTER = partIdentity('router', REPORT_SCOPE);
const AS_CLIENTES = partIdentity('clientes', 'evento');

let graph: TestSubgraph;
let router: SubgraphClient;
let clientes: SubgraphClient;
beforeAll(async () => {
  graph = await startTestSubgraph(subgraph);
  const url = graph.subgraph.url ?? '';
  router = new SubgraphClient({ name: 'acessos', url, signer: testSigner(), timeoutMs: 20_000 });
  clientes = new SubgraphClient({ name: 'acessos', url, signer: testSigner('clientes'), timeoutMs: 20_000 });
});
beforeEach(async () => {
  for (const table of [
    'acesso',
    'lote',
    'acesso_a_dados',
    'cadeia',
    'ancora',
    'titular',
    'referencia',
    'resumo',
  ])
    await graph.database.write(`DELETE FROM ${table}`, []);
});
afterAll(async () => {
  await router[Symbol.asyncDispose]();
  await clientes[Symbol.asyncDispose]();
  await graph[Symbol.asyncDispose]();
});

const report = (event: DomainEvent) => router.postEvent(event, AS_ROUTER);
const erase = (id: string, event = `00000000-0000-4000-8000-${id.padStart(12, '0')}`) =>
  clientes.postEvent(
    {
      id: event,
      aggregatetype: 'Cliente',
      aggregateid: id,
      type: 'ClienteExcluido',
      payload: {},
    },
    AS_CLIENTES,
  );
const SIGNATURES = signatures([deriveKey(TEST_SECRET, 'audit-signatures')]);
const verify = () => verifyAudit(graph.database, SIGNATURES);

const EMAIL_AND_CPF = { campos: ['Cliente.email', 'Cliente.cpf'] };

/** Three customers' data given out in two requests of one router, and one customer's by another. */
async function reportAudit(): Promise<void> {
  await report(
    reportOf([
      {
        ...EMAIL_AND_CPF,
        titulares: [
          ['1', [0, 1]],
          ['2', [0]],
        ],
      },
      { ...EMAIL_AND_CPF, usuario: 'admin', titulares: [['3', [1]]] },
    ]),
  );
  await report(reportOf([{ ...EMAIL_AND_CPF, titulares: [['1', [1]]] }], { escritor: 'roteador-2' }));
}

test('a report is written once, however often it comes, and is listed newest first', async () => {
  const at = (minute: number) => new Date(Date.now() - minute * 60_000);
  const event = reportOf([
    { instante: at(2), requisicao: 'primeira' },
    {
      instante: at(1),
      requisicao: 'segunda',
      usuario: 'admin',
      aplicacao: null,
      versaoDaAplicacao: null,
      operacao: null,
      hashDaOperacao: null,
      tipo: 'MUTATION',
      status: 400,
      erros: ['BAD_USER_INPUT', 'FORBIDDEN'],
      subgrafos: [
        ['clientes', 2, 7.5],
        ['enderecos', 1, 3],
      ],
      campos: ['Cliente.email'],
    },
  ]);
  await report(event);
  await report(event);

  const { acessos } = await graph.data(`{ acessos { nodes {
    requisicao usuario aplicacao versaoDaAplicacao operacao hashDaOperacao tipo documentoConfiavel status erros duracaoMs bytes
    subgrafos { subgrafo requisicoes duracaoMs } camposPessoais } } }`);
  expect(acessos).toEqual({
    nodes: [
      {
        requisicao: 'segunda',
        usuario: 'admin',
        aplicacao: null,
        versaoDaAplicacao: null,
        operacao: null,
        hashDaOperacao: null,
        tipo: 'MUTATION',
        documentoConfiavel: false,
        status: 400,
        erros: ['BAD_USER_INPUT', 'FORBIDDEN'],
        duracaoMs: 12.5,
        bytes: 512,
        subgrafos: [
          { subgrafo: 'clientes', requisicoes: 2, duracaoMs: 7.5 },
          { subgrafo: 'enderecos', requisicoes: 1, duracaoMs: 3 },
        ],
        camposPessoais: ['Cliente.email'],
      },
      {
        requisicao: 'primeira',
        usuario: 'atendente',
        aplicacao: 'app-vendas',
        versaoDaAplicacao: '4.2.0',
        operacao: 'Agenda',
        hashDaOperacao: 'a'.repeat(64),
        tipo: 'QUERY',
        documentoConfiavel: false,
        status: 200,
        erros: [],
        duracaoMs: 12.5,
        bytes: 512,
        subgrafos: [{ subgrafo: 'clientes', requisicoes: 1, duracaoMs: 8.25 }],
        camposPessoais: [],
      },
    ],
  });
});

test('requests are found by each condition of the filter', async () => {
  const now = Date.now();
  await report(
    reportOf([
      { requisicao: 'lenta', duracaoMs: 900, instante: new Date(now - 3_000) },
      { requisicao: 'de-outra', usuario: 'admin', instante: new Date(now - 2_000) },
      { requisicao: 'com-erro', erros: ['FORBIDDEN'], tipo: 'MUTATION', instante: new Date(now - 1_000) },
    ]),
  );
  const found = async (filtro: object) => {
    const { acessos } = await graph.data(
      'query ($filtro: AcessoFiltro) { acessos(filtro: $filtro) { nodes { requisicao } } }',
      { filtro },
    );
    return (acessos as { nodes: { requisicao: string }[] }).nodes.map(({ requisicao }) => requisicao);
  };

  expect(await found({ usuario: 'admin' })).toEqual(['de-outra']);
  expect(await found({ comErro: true })).toEqual(['com-erro']);
  expect(await found({ comErro: false, usuario: 'atendente' })).toEqual(['lenta']);
  expect(await found({ duracaoMinimaMs: 500 })).toEqual(['lenta']);
  expect(await found({ tipo: 'MUTATION' })).toEqual(['com-erro']);
  expect(await found({ requisicao: 'lenta' })).toEqual(['lenta']);
  expect(await found({ de: new Date(now - 2_500), ate: new Date(now - 1_500) })).toEqual(['de-outra']);
  expect(await found({ operacao: 'Outra' })).toEqual([]);
});

test('who was given whose data is told by customer and by user, and no id of a customer stands in the audit', async () => {
  await reportAudit();

  const ofCliente = await graph.data(
    '{ _entities(representations: [{ __typename: "Cliente", id: "1" }, { __typename: "Cliente", id: "9" }]) { ... on Cliente { acessosAosDados { nodes { usuario campos cliente { id } } } } } }',
  );
  expect(ofCliente).toEqual({
    _entities: [
      {
        acessosAosDados: {
          nodes: [
            { usuario: 'atendente', campos: ['Cliente.cpf'], cliente: { id: '1' } },
            { usuario: 'atendente', campos: ['Cliente.email', 'Cliente.cpf'], cliente: { id: '1' } },
          ],
        },
      },
      { acessosAosDados: { nodes: [] } },
    ],
  });
  const ofUser = await graph.data(
    '{ acessosAosDados(filtro: { usuario: "admin" }) { nodes { campos cliente { id } operacao aplicacao } } }',
  );
  expect(ofUser).toEqual({
    acessosAosDados: {
      nodes: [{ campos: ['Cliente.cpf'], cliente: { id: '3' }, operacao: 'Agenda', aplicacao: 'app-vendas' }],
    },
  });
});

test('an erased customer is in no entry any more, also of a report that comes late, and the audit is whole', async () => {
  await reportAudit();
  await erase('1');
  await report(reportOf([{ ...EMAIL_AND_CPF, titulares: [['1', [0]]] }]));

  expect(await graph.data('{ acessosAosDados { nodes { usuario cliente { id } } } }')).toEqual({
    acessosAosDados: {
      nodes: [
        { usuario: 'atendente', cliente: null },
        { usuario: 'atendente', cliente: null },
        { usuario: 'admin', cliente: { id: '3' } },
        { usuario: 'atendente', cliente: { id: '2' } },
        { usuario: 'atendente', cliente: null },
      ],
    },
  });
  expect(await graph.database.read('SELECT id_cliente FROM titular ORDER BY 1', [])).toEqual([
    { id_cliente: '2' },
    { id_cliente: '3' },
  ]);
  expect(await verify()).toEqual({ cadeias: 2, linhas: 5, findings: [] });
});

test('after an erasure no row of any table has the id, but the tombstone that keeps late reports from naming it', async () => {
  const id = '918273645546372';
  await report(reportOf([{ ...EMAIL_AND_CPF, titulares: [[id, [0]]] }]));
  const holding = async () => {
    const columns = await graph.database.read<{ place: string; name: string }>(
      `SELECT table_name AS place, column_name AS name FROM information_schema.columns
        WHERE table_schema = DATABASE() ORDER BY 1, 2`,
      [],
    );
    const found: string[] = [];
    for (const { place, name } of columns) {
      const rows = await graph.database.read(
        `SELECT 1 FROM \`${place}\` WHERE INSTR(CAST(\`${name}\` AS CHAR), ?) > 0 LIMIT 1`,
        [id],
      );
      if (rows.length > 0) found.push(`${place}.${name}`);
    }
    return found;
  };
  expect(await holding()).toContain('titular.id_cliente');
  await erase(id, randomUUID());
  await report(reportOf([{ ...EMAIL_AND_CPF, titulares: [[id, [0]]] }]));

  expect(await holding()).toEqual(['referencia.id']);
});

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
async function rowsOfChain(cadeia: string): Promise<AcessoAosDados[]> {
  return await graph.database.read<AcessoAosDados>(
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

const DAY_MS = 86_400_000;

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

test('entries that somebody has made lead to another customer are found, and an erased one is none', async () => {
  await reportAudit();
  await erase('3', randomUUID());
  expect((await verify()).findings).toEqual([]);
  const [titular] = await graph.database.read<{ resumo: string }>(
    'SELECT resumo FROM titular WHERE id_cliente = 2',
    [],
  );
  await graph.database.write('UPDATE titular SET id_cliente = 77 WHERE id_cliente = 2', []);

  expect((await verify()).findings).toEqual([{ kind: 'changed customer', titular: titular?.resumo }]);
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

test('one report on thousands of customers, some of them erased, some known, is taken', async () => {
  await report(reportOf([{ ...EMAIL_AND_CPF, titulares: [['7', [0]]] }]));
  await erase('9');
  const titulares = Array.from({ length: 5_000 }, (_, index) => [String(index + 1), [0]] as const);
  await report(reportOf([{ ...EMAIL_AND_CPF, titulares }]));

  expect(
    await graph.database.read(
      'SELECT COUNT(*) AS entries, COUNT(DISTINCT titular) AS people, (SELECT COUNT(*) FROM titular) AS named FROM acesso_a_dados',
      [],
    ),
  ).toEqual([{ entries: '5001', people: '5000', named: '4999' }]);
  expect((await verify()).findings).toEqual([]);
});

test('several routers report at the same moment', async () => {
  const routers = Array.from({ length: 6 }, (_, index) => `roteador-${index}`);
  await Promise.all(
    routers.flatMap((escritor) =>
      Array.from({ length: 3 }, () =>
        report(
          reportOf(
            [
              {
                ...EMAIL_AND_CPF,
                titulares: [
                  ['1', [0]],
                  ['2', [1]],
                ],
              },
            ],
            { escritor },
          ),
        ),
      ),
    ),
  );

  expect(await verify()).toEqual({ cadeias: 6, linhas: 36, findings: [] });
});

test('a report that the database cannot take now is to be sent again, and is no fault of this process', async () => {
  await using busy = await startTestSubgraph({
    ...subgraph,
    build: (parts) => ({
      ...subgraph.build(parts),
      reports: {
        async AcessosRelatados() {
          throw Object.assign(new Error('no connection became free in time'), { code: 'POOL_TIMEOUT' });
        },
      },
    }),
  });
  const url = busy.subgraph.url ?? '';
  await using sender = new SubgraphClient({ name: 'acessos', url, signer: testSigner(), timeoutMs: 20_000 });

  await expect(sender.postEvent(reportOf([{}]), AS_ROUTER)).rejects.toMatchObject({ status: 503 });
});

test('a report that is none, and one by somebody who is no router, is refused', async () => {
  await expect(report(reportOf([{ usuario: '' }]))).rejects.toMatchObject({ status: 400 });
  await expect(router.postEvent(reportOf([{}]), partIdentity('router', 'query'))).rejects.toMatchObject({
    status: 403,
  });
  await expect(clientes.postEvent(reportOf([{}]), AS_CLIENTES)).rejects.toMatchObject({ status: 422 });
  expect(await graph.database.read('SELECT COUNT(*) AS n FROM acesso', [])).toEqual([{ n: '0' }]);
});
