import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Database, openDatabase } from '../../platform/database/database.ts';
import { type AcessoFixture, insertAcessos } from '../../subgraphs/acessos/fixtures.ts';
import { basic, startTestNetwork, type TestNetwork } from '../support/networks/test-network.ts';

const SOON = { timeout: 15_000, interval: 100 };
const DAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', 'a,"b"\nc'];
const MANY = 2_345;

let graph: TestNetwork;
let database: Database;
beforeAll(async () => {
  graph = await startTestNetwork({
    transport: 'direct',
    env: { ACCESS_TRACKING: 'on', ACCESS_FLUSH_MS: '200' },
  });
  database = openDatabase({ url: graph.network.databaseUrls.get('acessos') ?? '', poolSize: 1 });
  const instante = (second: number) => new Date(Date.parse(`${DAY}T12:00:00.000Z`) + second * 1_000);
  const many = Array.from(
    { length: MANY },
    (_, index): AcessoFixture => ({ usuario: 'muitas', instante: instante(index % 3_000) }),
  );
  for (let at = 0; at < many.length; at += 500) await insertAcessos(database, many.slice(at, at + 500));
  await insertAcessos(
    database,
    FORMULAS.map((aplicacao, index) => ({
      usuario: 'formulas',
      aplicacao,
      instante: instante(FORMULAS.length - index),
      erros: ['A', 'B'],
      status: 500,
      subgrafos: [
        ['clientes', 1, 8.25],
        ['enderecos', 2, 3],
      ],
      campos: ['Cliente.email', 'Cliente.cpf'],
      requisicao: `r-${index}`,
    })),
  );
});
afterAll(async () => {
  await database?.[Symbol.asyncDispose]();
  await graph?.[Symbol.asyncDispose]();
});

function get(path: string, { credentials = 'admin:admin', headers = {} } = {}): Promise<Response> {
  return fetch(`${graph.url}${path}`, { headers: { authorization: basic(credentials), ...headers } });
}

const FIELDS = `id instante usuario aplicacao versaoDaAplicacao operacao hashDaOperacao tipo documentoConfiavel status
  erros duracaoMs bytes subgrafos { subgrafo requisicoes duracaoMs } camposPessoais requisicao`;

/** All rows of a filter, as the query gives them page by page. */
async function queried(usuario: string): Promise<unknown[]> {
  const rows: unknown[] = [];
  for (let after: string | null = null; ; ) {
    const { body } = await graph.query(
      `query ($usuario: String, $after: String) { acessos(filtro: { usuario: $usuario }, first: 100, after: $after) {
        nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } } }`,
      { variables: { usuario, after } },
    );
    rows.push(...body.data.acessos.nodes);
    if (!body.data.acessos.pageInfo.hasNextPage) return rows;
    after = body.data.acessos.pageInfo.endCursor;
  }
}

test('NDJSON of some thousand requests has what the query has, in its order, and is one access itself', async () => {
  const answer = await get('/acessos.ndjson?usuario=muitas', {
    headers: { 'apollographql-client-name': 'relatorio', 'accept-encoding': 'gzip' },
  });
  const text = await answer.text();

  expect(answer.status).toBe(200);
  const headers: Record<string, string> = {};
  answer.headers.forEach((value, name) => {
    headers[name] = value;
  });
  expect(headers).toMatchObject({
    'content-type': 'application/x-ndjson; charset=utf-8',
    'content-disposition': 'attachment; filename="acessos.ndjson"',
    'content-encoding': 'gzip',
    'cache-control': 'no-store',
  });
  const rows = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rows).toHaveLength(MANY);
  expect(rows).toEqual(await queried('muitas'));

  await vi.waitFor(async () => {
    const { body } = await graph.query(
      '{ acessos(filtro: { operacao: "ExportarAcessos", aplicacao: "relatorio" }) { nodes { usuario aplicacao operacao tipo status documentoConfiavel bytes requisicao } } }',
    );
    expect(body.data.acessos.nodes).toEqual([
      {
        usuario: 'admin',
        aplicacao: 'relatorio',
        operacao: 'ExportarAcessos',
        tipo: 'QUERY',
        status: 200,
        documentoConfiavel: false,
        bytes: Buffer.byteLength(text),
        requisicao: answer.headers.get('x-request-id'),
      },
    ]);
  }, SOON);
});

test('CSV has a row for each request, and no cell that a spreadsheet would carry out', async () => {
  const answer = await get('/acessos.csv?usuario=formulas');
  const bytes = Buffer.from(await answer.arrayBuffer());

  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="acessos.csv"');
  const written = ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", '"\'\r=1"', '"a,""b""\nc"'];
  // The rows as the query has them.
  const rows = (await queried('formulas')) as { id: string; instante: string; aplicacao: string }[];
  expect(rows.map(({ aplicacao }) => aplicacao)).toEqual(FORMULAS);
  expect(bytes.toString('utf8')).toBe(
    [
      '\ufeffid,instante,usuario,aplicacao,versaoDaAplicacao,operacao,hashDaOperacao,tipo,documentoConfiavel,status,erros,duracaoMs,bytes,subgrafos,camposPessoais,requisicao',
      ...rows.map(
        ({ id, instante }, index) =>
          `${id},${instante},formulas,${written[index]},4.2.0,Agenda,${'a'.repeat(64)},QUERY,false,500,A B,12.5,512,clientes:1:8.25 enderecos:2:3,Cliente.email Cliente.cpf,r-${index}`,
      ),
      '',
    ].join('\r\n'),
  );
});

test('where nothing matches there is a file without rows', async () => {
  const texts = await Promise.all(
    ['/acessos.csv?usuario=ninguem', '/acessos.ndjson?usuario=ninguem'].map(async (path) =>
      (await get(path)).text(),
    ),
  );
  expect(texts.map((text) => text.trimEnd().split('\n').length)).toEqual([1, 1]);
  expect(texts[1]).toBe('');
});

test.each([
  ['?quem=ana', 400, 'BAD_USER_INPUT', /no parameter "quem"/],
  ['?de=2026-02-01T00:00:00Z&ate=2026-01-01T00:00:00Z', 400, 'BAD_USER_INPUT', /`filtro.de` must be before/],
  ['?de=2026-02-30T25:00', 400, 'BAD_USER_INPUT', /`de` must be an instant/],
])('%s is refused before there is a file, and said why', async (search, status, code, message) => {
  const answer = await get(`/acessos.csv${search}`);
  expect({ status: answer.status, body: await answer.json() }).toEqual({
    status,
    body: { errors: [{ message: expect.stringMatching(message), extensions: { code } }] },
  });
  expect(answer.headers.get('content-disposition')).toBeNull();
});

test('who may not see accesses is given none, nor is who has not logged in, or a page of another site', async () => {
  const strangers = await fetch(`${graph.url}/acessos.csv`);
  const others = await get('/acessos.csv', { credentials: 'atendente:atendente' });
  const elsewhere = await get('/acessos.csv', { headers: { 'sec-fetch-site': 'cross-site' } });

  expect([strangers.status, others.status, elsewhere.status]).toEqual([401, 403, 403]);
  expect(await others.json()).toMatchObject({
    errors: [{ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }],
  });
});

test('what was refused is an access too, whoever refused it', async () => {
  const asked = await Promise.all([
    get('/acessos.csv?recusada=1'),
    get('/acessos.csv', { credentials: 'atendente:atendente' }),
  ]);
  const refused = await Promise.all(
    asked.map(async (answer) => ({
      status: answer.status,
      bytes: (await answer.text()).length,
      requisicao: answer.headers.get('x-request-id') ?? '',
    })),
  );

  await vi.waitFor(async () => {
    const recorded = await Promise.all(
      refused.map(async ({ requisicao }) => {
        const { body } = await graph.query(
          'query ($requisicao: String!) { acessos(filtro: { requisicao: $requisicao }) { nodes { operacao status erros bytes requisicao } } }',
          { variables: { requisicao } },
        );
        return body.data.acessos.nodes;
      }),
    );
    expect(recorded).toEqual([
      [{ ...refused[0], operacao: 'ExportarAcessos', erros: ['BAD_USER_INPUT'] }],
      [{ ...refused[1], operacao: 'ExportarAcessos', erros: ['UNAUTHORIZED_FIELD_OR_TYPE'] }],
    ]);
  }, SOON);
});

test('there is a file also where only trusted documents are answered', async () => {
  await using only = await startTestNetwork({
    transport: 'direct',
    env: { ACCESS_TRACKING: 'on', TRUSTED_DOCUMENTS: 'only' },
  });

  const answer = await fetch(`${only.url}/acessos.ndjson`, {
    headers: { authorization: basic('admin:admin') },
  });
  expect([answer.status, await answer.text()]).toEqual([200, '']);
});
