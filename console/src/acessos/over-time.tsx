import { useMemo } from 'react';
import type { MedidasFragment } from '../generated/graphql.ts';
import { Chart, type Series } from '../shared/pages/chart.tsx';
import { type Column, Table } from '../shared/pages/table.tsx';
import { count, instant, milliseconds, percent } from '../shared/values/format.ts';
import { beginnings } from './periods.ts';

/** The figures of an hour or a day, named by when it begins. */
interface Step {
  chave: string;
  medidas: MedidasFragment;
}

const COLUMNS: readonly Column<Step>[] = [
  { title: 'A partir de', cell: ({ chave }) => instant(chave) },
  { title: 'Pedidos', cell: ({ medidas }) => count(medidas.requisicoes), numeric: true },
  { title: 'Erros', cell: ({ medidas }) => count(medidas.erros), numeric: true },
  { title: '% erros', cell: ({ medidas }) => percent(medidas.parteComErros), numeric: true },
  { title: 'p50', cell: ({ medidas }) => milliseconds(medidas.p50Ms), numeric: true },
  { title: 'p95', cell: ({ medidas }) => milliseconds(medidas.p95Ms), numeric: true },
  { title: 'p99', cell: ({ medidas }) => milliseconds(medidas.p99Ms), numeric: true },
];

const NOTHING: MedidasFragment = {
  __typename: 'MedidasDeAcessos',
  requisicoes: 0,
  erros: 0,
  parteComErros: 0,
  bytes: 0,
  duracaoTotalMs: 0,
  p50Ms: null,
  p95Ms: null,
  p99Ms: null,
};

/** Traffic with its errors, and latency, in each hour or day, also where there is none. */
export function OverTime({
  groups: found,
  steps,
  span: { de, ate },
}: {
  groups: readonly Step[];
  steps: 'HORA' | 'DIA';
  span: { de: string; ate: string };
}) {
  const groups = useMemo(() => {
    const byBeginning = new Map(found.map(({ chave, medidas }) => [Date.parse(chave), medidas]));
    return beginnings(steps, { de, ate }).map((at) => ({
      chave: new Date(at).toISOString(),
      medidas: byBeginning.get(at) ?? NOTHING,
    }));
  }, [found, steps, de, ate]);
  const { instants, traffic, latency } = useMemo(() => seriesOf(groups), [groups]);
  const caption = steps === 'HORA' ? 'Acessos por hora' : 'Acessos por dia';
  const table = <Table caption={caption} columns={COLUMNS} rows={groups} rowKey={({ chave }) => chave} />;
  return (
    <div className="charts">
      <Chart
        title="Pedidos e erros"
        instants={instants}
        series={traffic}
        writeInstant={write}
        table={table}
      />
      <Chart title="Duração" instants={instants} series={latency} writeInstant={write} table={table} />
    </div>
  );
}

function seriesOf(groups: readonly Step[]): { instants: number[]; traffic: Series[]; latency: Series[] } {
  const values = (of: (medidas: MedidasFragment) => number | null) =>
    groups.map(({ medidas }) => of(medidas));
  return {
    instants: groups.map(({ chave }) => Date.parse(chave)),
    traffic: [
      { label: 'Pedidos', values: values((one) => one.requisicoes), format: count, color: 1 },
      { label: 'Erros', values: values((one) => one.erros), format: count, color: 2 },
    ],
    latency: [
      { label: 'p50', values: values((one) => one.p50Ms), format: milliseconds, color: 1 },
      { label: 'p95', values: values((one) => one.p95Ms), format: milliseconds, color: 2 },
      { label: 'p99', values: values((one) => one.p99Ms), format: milliseconds, color: 3 },
    ],
  };
}

function write(ms: number): string {
  return instant(new Date(ms).toISOString());
}
