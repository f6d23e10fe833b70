import { pino } from 'pino';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { ACCESS_REPORT } from '../../../access-format/access-report.ts';
import { createSchemas, dropSchemas } from '../../../dev/schemas/schemas.ts';
import { type Database, openDatabase } from '../../../platform/database/database.ts';
import { tryLease } from '../../../platform/database/housekeeping/lease.ts';
import { migrate } from '../../../platform/database/migrations/migrations.ts';
import { testPrefix } from '../../../tests/support/schemas/test-prefix.ts';
import { acessoStore, type Lote } from '../acesso-store.ts';
import { routerReports } from '../acesso-writes.ts';
import { signatures } from '../audit/audit-chain.ts';
import { auditStore } from '../audit/audit-store.ts';
import { rememberedResumos } from '../audit/remembered-resumos.ts';
import { titularStore } from '../audit/titular-store.ts';
import { openDays } from '../days.ts';
import { type AcessoFixture, acessoOf, insertAcessos, reportOf } from '../fixtures.ts';
import { subgraph } from '../subgraph.ts';
import { type AnalysisRequest, analyseAcessos } from './analysis.ts';
import { Figures } from './figures.ts';
import { groupedLote, JustStored } from './just-stored.ts';
import { type ResumoStore, resumoStore } from './resumo-store.ts';
import { summarizer } from './summarize.ts';

const log = pino({ level: 'silent' });
/** So that minutes of what is inserted here are kept. */
const NOW = Date.UTC(2026, 2, 8);
const REQUEST = { deadline: null, selected: null };

// No subgraph runs on this schema: it would sum by itself.
const prefix = testPrefix();
let database: Database;
beforeAll(async () => {
  const url = (await createSchemas(inject('adminUrl'), [subgraph], prefix)).get('acessos') ?? '';
  await migrate(url, subgraph.migrations);
  database = openDatabase({ url, poolSize: 4 });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await dropSchemas(inject('adminUrl'), [subgraph], prefix);
});

const insert = (acessos: readonly AcessoFixture[]) => insertAcessos(database, acessos);

async function sum(): Promise<boolean> {
  await using one = summarizer({
    database,
    acessos: acessoStore(database),
    resumos: resumoStore(database),
    log,
    now: () => NOW,
  });
  return await one.run();
}

async function analyse(args: Pick<AnalysisRequest, 'agruparPor'> & Partial<AnalysisRequest>) {
  const { total, grupos } = await analyseAcessos(
    resumoStore(database),
    {
      de: new Date('2026-03-01T00:00:00Z'),
      ate: new Date('2026-03-20T00:00:00Z'),
      ordem: 'REQUISICOES',
      first: 50,
      ...args,
    },
    REQUEST,
  );
  return {
    total: total.requisicoes,
    grupos: grupos.map(({ rotulo, medidas }) => [rotulo, medidas.requisicoes, medidas.erros]),
  };
}

test('requests are summed once, whoever is at it, and told in groups', async () => {
  const at = (text: string) => new Date(`2026-03-${text}Z`);
  await insert([
    { instante: at('02T10:00:10.000'), hashDaOperacao: 'a'.repeat(64), operacao: 'Agenda', duracaoMs: 10 },
    { instante: at('02T10:00:50.000'), hashDaOperacao: 'a'.repeat(64), operacao: 'Agenda', duracaoMs: 30 },
    {
      instante: at('02T10:59:59.999'),
      hashDaOperacao: 'b'.repeat(64),
      operacao: 'Busca',
      usuario: 'admin',
      aplicacao: null,
      versaoDaAplicacao: null,
      erros: ['FORBIDDEN', 'BAD_USER_INPUT'],
      duracaoMs: 500,
      campos: ['Cliente.email'],
      subgrafos: [
        ['clientes', 2, 100],
        ['enderecos', 1, 5],
      ],
    },
    // Before midnight in Brasília.
    { instante: at('03T02:59:00.000'), status: 429, duracaoMs: 1 },
    { instante: at('03T03:00:00.000'), duracaoMs: 20 },
  ]);
  // Another process is at it.
  await using lease = await tryLease(database, 'resumo');
  expect(await sum()).toBe(false);
  await lease?.[Symbol.asyncDispose]();
  expect(await acessoStore(database).countWaiting(REQUEST)).toBe(5);
  expect(await sum()).toBe(true);
  expect(await sum()).toBe(true);
  expect(await acessoStore(database).countWaiting(REQUEST)).toBe(0);
  // A later report on times that have figures already.
  await insert([{ instante: at('02T10:00:30.000'), operacao: 'Agenda', duracaoMs: 20 }]);
  await sum();

  expect(await analyse({ agruparPor: 'OPERACAO' })).toEqual({
    total: 6,
    grupos: [
      ['Agenda', 5, 1],
      ['Busca', 1, 1],
    ],
  });
  expect(await analyse({ agruparPor: 'OPERACAO', ordem: 'P95' })).toMatchObject({
    grupos: [
      ['Busca', 1, 1],
      ['Agenda', 5, 1],
    ],
  });
  expect((await analyse({ agruparPor: 'USUARIO' })).grupos).toEqual([
    ['atendente', 5, 1],
    ['admin', 1, 1],
  ]);
  expect((await analyse({ agruparPor: 'CLIENTE_APP' })).grupos).toEqual([
    ['app-vendas 4.2.0', 5, 1],
    ['(desconhecida)', 1, 1],
  ]);
  expect((await analyse({ agruparPor: 'SUBGRAFO' })).grupos).toEqual([
    ['clientes', 6, 2],
    ['enderecos', 1, 1],
  ]);
  expect((await analyse({ agruparPor: 'CAMPO' })).grupos).toEqual([['Cliente.email', 1, 1]]);
  expect((await analyse({ agruparPor: 'ERRO' })).grupos).toEqual([
    ['BAD_USER_INPUT', 1, 1],
    ['FORBIDDEN', 1, 1],
    ['HTTP_429', 1, 1],
  ]);
  expect((await analyse({ agruparPor: 'HORA' })).grupos).toEqual([
    ['2026-03-02T10:00:00.000Z', 4, 1],
    ['2026-03-03T02:00:00.000Z', 1, 1],
    ['2026-03-03T03:00:00.000Z', 1, 0],
  ]);
  expect((await analyse({ agruparPor: 'DIA' })).grupos).toEqual([
    ['2026-03-02T03:00:00.000Z', 5, 2],
    ['2026-03-03T03:00:00.000Z', 1, 0],
  ]);
  // A part of an hour, and of a day.
  expect(
    await analyse({
      agruparPor: 'HORA',
      de: at('02T10:01:00.000'),
      ate: at('03T03:00:00.000'),
    }),
  ).toEqual({
    total: 2,
    grupos: [
      ['2026-03-02T10:00:00.000Z', 1, 1],
      ['2026-03-03T02:00:00.000Z', 1, 1],
    ],
  });
});

test('percentiles of many requests, summed bit by bit, are within one percent', async () => {
  for (let part = 0; part < 4; part += 1) {
    await insert(
      Array.from({ length: 250 }, (_, index) => ({
        instante: new Date(Date.UTC(2026, 2, 10 + part, 12, index % 60)),
        duracaoMs: part * 250 + index + 1,
      })),
    );
    await sum();
  }
  const { total } = await analyseAcessos(
    resumoStore(database),
    {
      de: new Date('2026-03-10T00:00:00Z'),
      ate: new Date('2026-03-20T00:00:00Z'),
      agruparPor: 'DIA',
      ordem: 'REQUISICOES',
      first: 50,
    },
    REQUEST,
  );
  const { requisicoes, erros, parteComErros, bytes, duracaoTotalMs } = total;
  expect({ requisicoes, erros, parteComErros, bytes, duracaoTotalMs }).toEqual({
    requisicoes: 1_000,
    erros: 0,
    parteComErros: 0,
    bytes: 512_000,
    duracaoTotalMs: 500_500,
  });
  for (const [found, exact] of [
    [total.p50Ms, 500],
    [total.p95Ms, 950],
    [total.p99Ms, 990],
  ]) {
    expect(Math.abs((found ?? 0) - (exact ?? 0)) / (exact ?? 1)).toBeLessThan(0.012);
  }
});

test('groups beyond what is told apart are one, which has all of them', async () => {
  const instante = new Date('2026-03-15T12:00:30Z');
  await insert(
    Array.from({ length: 260 }, (_, index) => ({
      instante,
      hashDaOperacao: index.toString(16).padStart(64, '0'),
      operacao: `Op${index}`,
    })),
  );
  await sum();
  const { total, grupos } = await analyse({
    agruparPor: 'OPERACAO',
    de: new Date('2026-03-15T12:00:00Z'),
    ate: new Date('2026-03-15T12:01:00Z'),
    first: 1_000,
  });

  expect({ total, groups: grupos.length, first: grupos[0] }).toEqual({
    total: 260,
    groups: 201,
    first: ['(outros)', 60, 0],
  });
});

test('what comes while others are summed is summed after them', async () => {
  const store = acessoStore(database);
  const at = (text: string) => [{ instante: new Date(`2026-03-${text}Z`) }];
  await insert(at('25T10:00:00'));
  let hasLooked: () => void;
  const looked = new Promise<void>((resolve) => {
    hasLooked = resolve;
  });
  let goOn = () => {};
  const going = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await using one = summarizer({
    database,
    acessos: {
      ...store,
      async lockLotes(transaction, most) {
        const lotes = await store.lockLotes(transaction, most);
        hasLooked();
        await going;
        return lotes;
      },
    },
    resumos: resumoStore(database),
    log,
  });
  const first = one.run();
  await looked;
  await insert(at('25T10:00:01'));
  const second = one.run();
  goOn();

  expect([await first, await second]).toEqual([true, true]);
  expect(await store.countWaiting(REQUEST)).toBe(0);
});

test('names that differ by what is at their end alone are of different users', async () => {
  const names = ['fim', 'fim ', 'fim  ', 'fim\u00a0', ' fim', `${'x'.repeat(254)} `];
  const instante = new Date('2026-03-07T12:00:00.000Z');
  const once = (name: string, times: number) =>
    insert(Array.from({ length: times }, () => ({ instante, usuario: name })));
  for (const [index, name] of names.entries()) await once(name, index + 1);
  await sum();
  for (const name of names) await once(name, 10);
  await sum();

  const { grupos } = await analyse({
    agruparPor: 'USUARIO',
    de: instante,
    ate: new Date('2026-03-07T12:01:00.000Z'),
  });
  expect(Object.fromEntries(grupos.map(([name, requests]) => [name, requests]))).toEqual(
    Object.fromEntries(names.map((name, index) => [name, index + 11])),
  );
});

test('what this process has just stored is what stands in the table, as long as it is the same report', async () => {
  const store = acessoStore(database);
  const given = [
    acessoOf({
      instante: new Date('2026-03-24T10:00:00.123Z'),
      titulares: [['1', [0]]],
      campos: ['Cliente.nome'],
    }),
    acessoOf({
      instante: new Date('2026-03-24T09:59:59.999Z'),
      usuario: 'joão "x"',
      aplicacao: null,
      versaoDaAplicacao: null,
      operacao: null,
      hashDaOperacao: null,
      status: 503,
      erros: ['A', 'B'],
      duracaoMs: 1_234.567,
      bytes: 2 ** 40,
      subgrafos: [],
      campos: ['Cliente.email', '(outros)'],
    }),
  ];
  const justStored = new JustStored();
  const id = await database.transaction((transaction) => store.insert(transaction, given));
  justStored.add(id, given);
  const read = (sql: string) => database.read<Lote>(sql, [id]);
  const [lote] = await read('SELECT id, primeiro, ultimo FROM lote WHERE id = ?');
  if (!lote) throw new Error('there is no such report');

  const stored = await store.findByLote(database, lote);
  expect(stored).toHaveLength(2);
  expect(justStored.find(lote)).toMatchObject(groupedLote(stored));
  // As after a restore.
  expect(justStored.find({ ...lote, ultimo: new Date('2026-03-24T10:00:01Z') })).toBe(null);
  const many = Array.from({ length: 9_990 }, (_, place) => acessoOf({ campos: [`Cliente.campo${place}`] }));
  justStored.add('999999', many);
  expect(justStored.find(lote)).toBe(null);
  await sum();
});

test('what a report has brought is at hand before its commit can be seen', async () => {
  const told: string[] = [];
  const acessos = acessoStore(database);
  const signing = signatures([Buffer.alloc(32)]);
  const audit = auditStore(database, signing);
  await using days = openDays({ database, acessos, audit, log }, { acesso: 90, acesso_a_dados: 90 });
  const handlers = routerReports({
    acessos,
    audit,
    resumos: rememberedResumos(titularStore(signing)),
    days,
    onStoring: (_lote, acessos) => told.push(`storing ${acessos.length}`),
    onStored: () => told.push('stored'),
  });

  await database.transaction(async (transaction) => {
    await handlers[ACCESS_REPORT]?.(transaction, reportOf([{}, {}]));
    told.push('to be committed');
  });

  expect(told).toEqual(['storing 2', 'to be committed', 'stored']);
  await sum();
});

test('where somebody looks at the figures they are summed at once, also when that was to be done later', async () => {
  const acessos = acessoStore(database);
  await using one = summarizer({ database, acessos, resumos: resumoStore(database), log });
  await insert([{ instante: new Date('2026-03-26T10:00:00Z') }]);
  one.wake();

  one.soon();

  // Without it after five seconds.
  await vi.waitFor(async () => expect(await acessos.countWaiting(REQUEST)).toBe(0), 4_000);
});

test('figures that the release before has written under a name with a blank at its end are added to, and not counted twice', async () => {
  const instante = new Date('2026-03-06T12:00:00.000Z');
  const once = (times: number) =>
    insert(Array.from({ length: times }, () => ({ instante, usuario: 'antes ' })));
  await once(3);
  await sum();
  await database.write("UPDATE resumo SET chave = 'antes ' WHERE chave LIKE 'antes%'", []);
  for (const times of [2, 1]) {
    await once(times);
    await sum();
  }

  const { grupos } = await analyse({
    agruparPor: 'USUARIO',
    de: instante,
    ate: new Date('2026-03-06T12:01:00.000Z'),
  });
  expect(grupos).toEqual([['antes ', 6, 0]]);
});

test('figures that a process goes on adding to are those of all requests, also where others add to them and where it fails', async () => {
  const [own, other] = [resumoStore(database), resumoStore(database)];
  const failing: ResumoStore = {
    ...own,
    async add(transaction, sets) {
      await own.add(transaction, sets);
      throw new Error('not committed');
    },
  };
  const expected = new Figures();
  let requests = 0;
  for (const resumos of [own, own, other, own, failing, own, own]) {
    requests += 1;
    const durations = Array.from({ length: 5 }, (_, index) => 3 ** index * requests);
    await insert(
      durations.map((duracaoMs) => ({
        instante: new Date('2026-03-23T10:00:00Z'),
        usuario: 'rui',
        duracaoMs,
        bytes: 7,
      })),
    );
    for (const duracaoMs of durations) expected.add({ duracaoMs, bytes: 7, erro: false });
    await using one = summarizer({ database, acessos: acessoStore(database), resumos, log, now: () => NOW });
    const outcome = await one.run().catch((error) => error.message);
    expect(outcome).toBe(resumos === failing ? 'not committed' : true);
  }

  const { grupos } = await analyseAcessos(
    resumoStore(database),
    {
      de: new Date('2026-03-23T10:00:00Z'),
      ate: new Date('2026-03-23T10:01:00Z'),
      agruparPor: 'USUARIO',
      ordem: 'REQUISICOES',
      first: 50,
    },
    REQUEST,
  );
  const { requisicoes, bytes, p50Ms, p95Ms, p99Ms } = expected;
  expect(grupos.map(({ rotulo, medidas }) => [rotulo, medidas])).toEqual([
    ['rui', expect.objectContaining({ requisicoes, p50Ms, p95Ms, p99Ms })],
  ]);
  expect(bytes).toBe(7 * 35);
  const rows = await database.read<{ granularidade: string; requisicoes: string; bytes: string }>(
    "SELECT granularidade, requisicoes, bytes FROM resumo WHERE dimensao = 'USUARIO' AND chave = 'rui' ORDER BY granularidade",
    [],
  );
  expect(rows).toEqual(
    ['D', 'H', 'M'].map((granularidade) => ({ granularidade, requisicoes: '35', bytes: String(bytes) })),
  );
});
