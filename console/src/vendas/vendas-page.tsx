import { useQuery } from '@apollo/client/react';
import { type ReactNode, useMemo } from 'react';
import { Link } from 'wouter';
import { type Granularidade, PainelVendasDocument, type PainelVendasQuery } from '../generated/graphql.ts';
import { problemsOf } from '../graph/problems.ts';
import { Field, Select } from '../shared/forms/field.tsx';
import { useDebounced } from '../shared/forms/use-debounced.ts';
import { Chart, type Series } from '../shared/pages/chart.tsx';
import { shownOf } from '../shared/pages/shown.ts';
import { Empty, Failure, Loading, Notices, Value } from '../shared/pages/states.tsx';
import { type Column, Table } from '../shared/pages/table.tsx';
import { useAddress } from '../shared/pages/use-address.ts';
import { useTitle } from '../shared/pages/use-title.ts';
import { WrongAddress } from '../shared/pages/wrong-address.tsx';
import { Address } from '../shared/values/address.ts';
import { count, day, money, shortMoney, today } from '../shared/values/format.ts';
import { periodProblem } from './period-problem.ts';

const BEST_SELLERS = 20;
/** What is shown when nothing is said. */
const DAYS = 365;
const GRANULARITIES: Readonly<Record<Granularidade, string>> = { DIA: 'Dia', SEMANA: 'Semana', MES: 'Mês' };
const MAX_CATEGORIA = 60;

type Periodo = NonNullable<PainelVendasQuery['aquisicoesPorPeriodo']>[number];
type Vendido = NonNullable<PainelVendasQuery['produtosMaisAdquiridos']>[number];

const PERIODS: readonly Column<Periodo>[] = [
  { title: 'De', cell: ({ de }) => day(de) },
  { title: 'Até', cell: ({ ate }) => day(ate) },
  { title: 'Compras', cell: ({ aquisicoes }) => count(aquisicoes), numeric: true },
  { title: 'Unidades', cell: ({ quantidade }) => count(quantidade), numeric: true },
  { title: 'Total', cell: ({ total }) => money(total), numeric: true },
];
const SOLD: readonly Column<Vendido>[] = [
  {
    title: 'Produto',
    cell: ({ produto }) =>
      produto ? <Link href={`/produtos/${produto.id}`}>{produto.nome}</Link> : <Value why="unavailable" />,
  },
  { title: 'Categoria', cell: ({ produto }) => <Value>{produto?.categoria}</Value> },
  { title: 'Compras', cell: ({ aquisicoes }) => count(aquisicoes), numeric: true },
  { title: 'Unidades', cell: ({ quantidade }) => count(quantidade), numeric: true },
  { title: 'Total', cell: ({ total }) => money(total), numeric: true },
];

/** What is sold: how much in each part of a time, and the best sellers of it. */
export function VendasPage() {
  useTitle('Vendas');
  const [parameters, set] = useAddress();
  const entered = read(parameters);
  const asked = read(new URLSearchParams(useDebounced(parameters.toString())));
  return (
    <>
      <h1>Vendas</h1>
      <search className="filters">
        <Field
          label="Categoria"
          defaultValue={entered.categoria}
          placeholder="Todas"
          onChange={({ target }) => set('categoria', target.value)}
        />
        <Field
          label="De"
          type="date"
          defaultValue={entered.de}
          onChange={({ target }) => set('de', target.value)}
        />
        <Field
          label="Até"
          type="date"
          defaultValue={entered.ate}
          onChange={({ target }) => set('ate', target.value)}
        />
        <Select label="Por" value={entered.granularidade} onChange={({ target }) => set('por', target.value)}>
          {Object.entries(GRANULARITIES).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </search>
      <WrongAddress wrong={asked.wrong} />
      <Vendas
        de={asked.de}
        ate={asked.ate}
        granularidade={asked.granularidade}
        categoria={asked.categoria || null}
      />
    </>
  );
}

function read(parameters: URLSearchParams) {
  const address = new Address(parameters);
  return {
    categoria: address.text('categoria', MAX_CATEGORIA),
    de: address.day('de', today(-DAYS)),
    ate: address.day('ate', today()),
    granularidade: address.choice('por', GRANULARITIES, 'MES'),
    wrong: address.wrong,
  };
}

function Vendas(asked: { de: string; ate: string; granularidade: Granularidade; categoria: string | null }) {
  const problem = periodProblem(asked);
  const found = useQuery(PainelVendasDocument, {
    variables: { ...asked, first: BEST_SELLERS },
    skip: problem !== null,
  });
  const { error, loading, refetch } = found;
  if (problem !== null)
    return (
      <p role="alert" className="notice bad">
        {problem}
      </p>
    );
  const { aquisicoesPorPeriodo: periods, produtosMaisAdquiridos: sold } = shownOf(found) ?? {};
  if (!periods && !sold) return error ? <Failure error={error} retry={refetch} /> : <Loading />;
  return (
    <div aria-busy={loading}>
      <Notices problems={problemsOf(error)} retry={refetch} />
      {periods && <Periods periods={periods} />}
      <section aria-labelledby="mais-vendidos">
        <h2 id="mais-vendidos">Mais vendidos</h2>
        {!sold ? (
          <Value why="unavailable" />
        ) : sold.length > 0 ? (
          <Table
            caption="Produtos mais vendidos"
            columns={SOLD}
            rows={sold}
            rowKey={(one) => one.produto?.id ?? `${sold.indexOf(one)}`}
          />
        ) : (
          <Empty>Nenhuma venda neste período.</Empty>
        )}
      </section>
    </div>
  );
}

function Periods({ periods }: { periods: readonly Periodo[] }) {
  const { instants, revenue, aquisicoes } = useMemo(() => seriesOf(periods), [periods]);
  const table: ReactNode = (
    <Table caption="Vendas por período" columns={PERIODS} rows={periods} rowKey={({ de }) => de} />
  );
  return (
    <div className="charts">
      <Chart title="Receita" instants={instants} series={revenue} writeInstant={writeDay} table={table} />
      <Chart title="Compras" instants={instants} series={aquisicoes} writeInstant={writeDay} table={table} />
    </div>
  );
}

function seriesOf(periods: readonly Periodo[]): {
  instants: number[];
  revenue: Series[];
  aquisicoes: Series[];
} {
  return {
    instants: periods.map(({ de }) => Date.parse(`${de}T00:00:00Z`)),
    revenue: [
      {
        label: 'Receita',
        // A picture needs no exact cents; the table has them.
        values: periods.map(({ total }) => Number(total)),
        format: (value) => money(String(value)),
        formatShort: shortMoney,
        bars: true,
        color: 1,
      },
    ],
    aquisicoes: [
      {
        label: 'Compras',
        values: periods.map(({ aquisicoes }) => aquisicoes),
        format: count,
        bars: true,
        color: 2,
      },
    ],
  };
}

function writeDay(ms: number): string {
  return day(new Date(ms).toISOString());
}
