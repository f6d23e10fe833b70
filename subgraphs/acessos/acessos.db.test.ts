import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { partIdentity } from '../../platform/identity/callers/issuers.ts';
import { SubgraphClient } from '../../platform/peers/subgraph-client.ts';
import { deriveKey } from '../../platform/process/config/derived-keys.ts';
import {
  AS_CLIENTES,
  AS_ROUTER,
  acessosGraph,
  EMAIL_AND_CPF,
} from '../../tests/support/networks/acessos-graph.ts';
import {
  startTestSubgraph,
  TEST_SECRET,
  type TestSubgraph,
  testSigner,
} from '../../tests/support/networks/test-subgraph.ts';
import { signatures } from './audit/audit-chain.ts';
import { verifyAudit } from './audit/verify-audit.ts';
import { reportOf } from './fixtures.ts';
import { subgraph } from './subgraph.ts';

const acessos = acessosGraph();
const { report, erase, reportAudit } = acessos;
let graph: TestSubgraph;
let router: SubgraphClient;
let clientes: SubgraphClient;
beforeAll(() => {
  ({ graph, router, clientes } = acessos);
});

const SIGNATURES = signatures([deriveKey(TEST_SECRET, 'audit-signatures')]);
const verify = () => verifyAudit(graph.database, SIGNATURES);

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
      { requisicao: 'de-admin-e-espaco', usuario: 'admin ', tipo: 'MUTATION', instante: new Date(now - 500) },
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
  expect(await found({ usuario: 'admin ' })).toEqual(['de-admin-e-espaco']);
  expect(await found({ tipo: 'MUTATION' })).toEqual(['de-admin-e-espaco', 'com-erro']);
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

test('a request whose people came in several reports is one request, and each of them in the audit', async () => {
  const part = { ...EMAIL_AND_CPF, requisicao: 'em-partes' };
  await report(reportOf([{ ...part, titulares: [['1', [0]]] }]));
  await report(reportOf([{ ...part, titulares: [['2', [1]]], continuacao: true }]));

  const { acessos, acessosAosDados } = await graph.data(
    '{ acessos(filtro: { requisicao: "em-partes" }) { nodes { requisicao } } acessosAosDados { nodes { requisicao campos cliente { id } } } }',
  );
  const requisicao = 'em-partes';
  expect({ acessos, acessosAosDados }).toEqual({
    acessos: { nodes: [{ requisicao }] },
    acessosAosDados: {
      nodes: [
        { requisicao, campos: ['Cliente.cpf'], cliente: { id: '2' } },
        { requisicao, campos: ['Cliente.email'], cliente: { id: '1' } },
      ],
    },
  });
  expect(await verify()).toMatchObject({ linhas: 2, findings: [] });
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

test('after an erasure no row of any table has the id, but the tombstone that keeps late reports from naming it, and its signature', async () => {
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

  expect(await holding()).toEqual(['cliente_excluido.id_cliente', 'referencia.id']);
});

test('one report on thousands of customers, some of them erased, some known, is taken', async () => {
  await report(reportOf([{ ...EMAIL_AND_CPF, titulares: [['7', [0]]] }]));
  await erase('9');
  const titulares = Array.from({ length: 5_000 }, (_, index) => [String(index + 1), [0]] as const);
  await report(reportOf([{ ...EMAIL_AND_CPF, titulares }]));

  expect(
    await graph.database.read(
      `SELECT COUNT(*) AS linhas, COUNT(titular) + SUM(CHAR_LENGTH(CONCAT(',', outros)) DIV 65) AS pessoas,
              (SELECT COUNT(*) FROM titular) AS named FROM acesso_a_dados`,
      [],
    ),
  ).toEqual([{ linhas: '51', pessoas: '5001', named: '4999' }]);
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

test('a request with a longer answer than an Int can say, such as a long export, is listed like every other', async () => {
  await report(reportOf([{ bytes: 2 ** 31 - 1 }, { bytes: 2 ** 31 }, { bytes: 3 * 2 ** 40 }]));

  const { acessos: listed } = await graph.data('{ acessos { nodes { bytes } } }');
  expect(listed).toEqual({ nodes: new Array(3).fill({ bytes: 2 ** 31 - 1 }) });
});

test('a report that the database cannot take now is to be sent again, and is no fault of this process', async () => {
  await using busy = await startTestSubgraph({
    ...subgraph,
    build: (parts) => ({
      ...subgraph.build(parts),
      async takeReport() {
        throw Object.assign(new Error('no connection became free in time'), { code: 'POOL_TIMEOUT' });
      },
    }),
  });
  const url = busy.subgraph.url ?? '';
  await using sender = new SubgraphClient({ name: 'acessos', url, signer: testSigner(), timeoutMs: 20_000 });

  await expect(sender.postEvent(reportOf([{}]), AS_ROUTER)).rejects.toMatchObject({ status: 503 });
});

test('a report that is none, and one by somebody who is no router, is refused', async () => {
  await expect(report(reportOf([{ usuario: '' }]))).rejects.toMatchObject({ status: 400 });
  for (const bytes of [Buffer.from('{"id":'), Buffer.from([0x22, 0xff, 0x22])])
    await expect(router.postReport(bytes, AS_ROUTER)).rejects.toMatchObject({ status: 400 });
  await expect(router.postEvent(reportOf([{}]), partIdentity('router', 'query'))).rejects.toMatchObject({
    status: 403,
  });
  await expect(clientes.postEvent(reportOf([{}]), AS_CLIENTES)).rejects.toMatchObject({ status: 422 });
  expect(await graph.database.read('SELECT COUNT(*) AS n FROM acesso', [])).toEqual([{ n: '0' }]);
});
