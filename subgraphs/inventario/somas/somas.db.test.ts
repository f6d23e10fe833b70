import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestSubgraph, type TestSubgraph } from '../../../tests/support/networks/test-subgraph.ts';
import { findWrongSomas } from '../../../tests/support/schemas/wrong-somas.ts';
import {
  clearInventario,
  type InventarioFixture,
  insertInventario,
  removeInventarioAfter,
} from '../fixtures.ts';
import { subgraph } from '../subgraph.ts';
import { diaSql } from './dia.ts';

let inventario: TestSubgraph;
beforeAll(async () => {
  inventario = await startTestSubgraph(subgraph);
});
beforeEach(() => clearInventario(inventario.database));
afterAll(() => inventario[Symbol.asyncDispose]());

const DAY_MS = 86_400_000;
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Sao_Paulo' });
const CATEGORIAS = ['', 'Cozinha', 'cozinha', 'Café'];
const BEGIN = Date.UTC(2017, 9, 1);
const dayText = (n: number) => new Date(BEGIN + n * DAY_MS).toISOString().slice(0, 10);

/** Six months around two changes of the clock, of a few products. */
const aquisicao = fc.record({
  clienteId: fc.constantFrom('1', '2', null),
  produtoId: fc.constantFrom('1', '2', '3', '12'),
  categoria: fc.constantFrom(...CATEGORIAS),
  quantidade: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant(1_000_000)),
  precoUnitario: fc.constantFrom('0.00', '0.01', '24.10', '9999999999.99'),
  adquiridoEm: fc.oneof(
    fc.nat(180 * 24 * 3_600).map((second) => new Date(BEGIN + second * 1_000)),
    // Close to midnight, at both distances from UTC.
    fc
      .tuple(fc.nat(180), fc.constantFrom(2, 3), fc.constantFrom(-1, 0))
      .map(([day, hours, millisecond]) => new Date(BEGIN + day * DAY_MS + hours * 3_600_000 + millisecond)),
  ),
});

interface Reference {
  aquisicoes: number;
  quantidade: number;
  centavos: bigint;
}

/** What the purchases that pass add up to, purchase by purchase. */
function addUp(fixtures: readonly InventarioFixture[]): Reference {
  return fixtures.reduce<Reference>(
    (sum, { quantidade = 0, precoUnitario = '' }) => ({
      aquisicoes: sum.aquisicoes + 1,
      quantidade: sum.quantidade + quantidade,
      centavos: sum.centavos + BigInt(quantidade) * BigInt(precoUnitario.replace('.', '')),
    }),
    { aquisicoes: 0, quantidade: 0, centavos: 0n },
  );
}

function shown({ aquisicoes, quantidade, centavos }: Reference) {
  const digits = String(centavos).padStart(3, '0');
  return { aquisicoes, quantidade, total: `${digits.slice(0, -2)}.${digits.slice(-2)}` };
}

const SOMAS = `
  query ($de: Date!, $ate: Date!, $categoria: String) {
    dias: aquisicoesPorPeriodo(granularidade: DIA, de: $de, ate: $ate, categoria: $categoria) { ...periodo }
    semanas: aquisicoesPorPeriodo(granularidade: SEMANA, de: $de, ate: $ate, categoria: $categoria) { ...periodo }
    meses: aquisicoesPorPeriodo(granularidade: MES, de: $de, ate: $ate, categoria: $categoria) { ...periodo }
    mais: produtosMaisAdquiridos(de: $de, ate: $ate, categoria: $categoria, first: 3) { produto { id } aquisicoes quantidade total }
  }
  fragment periodo on AquisicoesNoPeriodo { de ate aquisicoes quantidade total }`;

test('whatever was acquired, sums are those of the purchases, to the cent and to the day in São Paulo', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(aquisicao, { maxLength: 60 }),
      fc.nat(150),
      fc.nat(100),
      fc.option(fc.constantFrom(...CATEGORIAS.slice(1))),
      async (aquisicoes, from, length, categoria) => {
        await clearInventario(inventario.database);
        const fixtures = aquisicoes.map((one, index) => ({ ...one, id: String(index + 1) }));
        await insertInventario(inventario.database, fixtures);
        const asked = { de: dayText(from), ate: dayText(from + length), categoria };
        const within = (de: string, ate: string) =>
          fixtures.filter((one) => {
            const day = DAY.format(one.adquiridoEm);
            return day >= de && day <= ate && (categoria === null || one.categoria === categoria);
          });

        const answer = await inventario.data(SOMAS, asked);

        for (const name of ['dias', 'semanas', 'meses']) {
          // As it was asked for.
          const periodos = answer[name] as { de: string; ate: string }[];
          expect(periodos).toEqual(
            periodos.map(({ de, ate }) => ({ de, ate, ...shown(addUp(within(de, ate))) })),
          );
          expect([periodos[0]?.de, periodos.at(-1)?.ate]).toEqual([asked.de, asked.ate]);
        }
        const all = within(asked.de, asked.ate);
        const byProduto = [...new Set(all.map(({ produtoId }) => produtoId))]
          .map((id) => ({ id, sum: addUp(all.filter(({ produtoId }) => produtoId === id)) }))
          .sort(
            (a, b) =>
              b.sum.quantidade - a.sum.quantidade ||
              Number(b.sum.centavos - a.sum.centavos) ||
              Number(a.id) - Number(b.id),
          );
        expect(answer.mais).toEqual(
          byProduto.slice(0, 3).map(({ id, sum }) => ({ produto: { id }, ...shown(sum) })),
        );
      },
    ),
    { numRuns: 25 },
  );
}, 30_000);

test('the day of an instant is the same in SQL and in code, in every year', async () => {
  const instants = fc.sample(fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) }), {
    numRuns: 400,
    seed: 7,
  });
  // Around each midnight of the days on which clocks were changed most often.
  for (let year = 1990; year < 2027; year += 1) {
    for (let day = 0; day < 365; day += 1) {
      if (day % 7 === 0) instants.push(Date.UTC(year, 0, day, 2), Date.UTC(year, 0, day, 3) - 1);
    }
  }
  const rows: { instante: string; dia: string }[] = [];
  for (let at = 0; at < instants.length; at += 400) {
    const values = instants
      .slice(at, at + 400)
      .map(
        (time) =>
          `SELECT CAST('${new Date(time).toISOString().slice(0, 23).replace('T', ' ')}' AS DATETIME(3)) AS i`,
      );
    rows.push(
      ...(await inventario.database.read<{ instante: string; dia: string }>(
        `SELECT CAST(i AS CHAR) AS instante, ${diaSql('i')} AS dia FROM (${values.join(' UNION ALL ')}) AS instantes`,
        [],
      )),
    );
  }
  expect(rows).toHaveLength(instants.length);
  expect(
    rows.filter(({ instante, dia }) => DAY.format(new Date(`${instante.replace(' ', 'T')}Z`)) !== dia),
  ).toEqual([]);
});

const RESUMO = 'resumo { aquisicoes quantidade total primeiraAquisicao ultimaAquisicao ticketMedio }';

test('customers and products have their purchases in numbers; of an erased customer the product keeps them', async () => {
  const at = (n: number) => new Date(Date.UTC(2026, 0, n));
  await insertInventario(inventario.database, [
    { id: '1', clienteId: '1', produtoId: '7', quantidade: 2, precoUnitario: '0.05', adquiridoEm: at(3) },
    { id: '2', clienteId: '1', produtoId: '7', quantidade: 1, precoUnitario: '0.11', adquiridoEm: at(1) },
    {
      id: '3',
      clienteId: null,
      produtoId: '7',
      quantidade: 999_999,
      precoUnitario: '9999999999.99',
      adquiridoEm: at(2),
    },
  ]);

  const data = await inventario.data(
    `{ _entities(representations: [
        { __typename: "Cliente", id: "1" }, { __typename: "Cliente", id: "2" },
        { __typename: "Produto", id: "7" }, { __typename: "Produto", id: "8" }
      ]) { ... on Cliente { ${RESUMO} } ... on Produto { ${RESUMO} } } }`,
  );

  const nothing = {
    aquisicoes: 0,
    quantidade: 0,
    total: '0.00',
    primeiraAquisicao: null,
    ultimaAquisicao: null,
    ticketMedio: null,
  };
  expect(data._entities).toEqual([
    {
      resumo: {
        aquisicoes: 2,
        quantidade: 3,
        total: '0.21',
        primeiraAquisicao: at(1).toISOString(),
        ultimaAquisicao: at(3).toISOString(),
        ticketMedio: '0.11',
      },
    },
    { resumo: nothing },
    {
      resumo: {
        aquisicoes: 3,
        quantidade: 1_000_002,
        total: '9999989999990000.22',
        primeiraAquisicao: at(1).toISOString(),
        ultimaAquisicao: at(3).toISOString(),
        ticketMedio: '3333329999996666.74',
      },
    },
    { resumo: nothing },
  ]);
});

test.each([
  ['produtosMaisAdquiridos(de: "2026-02-01", ate: "2026-01-01") { total }'],
  ['produtosMaisAdquiridos(de: "2026-01-01", ate: "2026-02-01", first: 101) { total }'],
  ['aquisicoesPorPeriodo(granularidade: DIA, de: "2020-01-01", ate: "2026-01-01") { total }'],
])('%s is refused', async (field) => {
  const { errors } = await inventario.execute(`{ ${field} }`);
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
});

test('fixtures keep the sums right when they insert and when they remove', async () => {
  const [fixtures] = fc.sample(fc.array(aquisicao, { minLength: 30, maxLength: 30 }), {
    numRuns: 1,
    seed: 3,
  });
  await insertInventario(
    inventario.database,
    (fixtures ?? []).map((one, index) => ({ ...one, id: String(index + 1) })),
  );
  expect(await findWrongSomas(inventario.database)).toEqual([]);
  await removeInventarioAfter(inventario.database, 17);
  expect(await findWrongSomas(inventario.database)).toEqual([]);
});
