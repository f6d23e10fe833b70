import { useQuery } from '@apollo/client/react';
import { useMemo, useState } from 'react';
import {
  type AgrupamentoDeAcessos,
  type OrdemDaAnalise,
  PainelAnaliseDeAcessosDocument,
  type PainelAnaliseDeAcessosQuery,
} from '../generated/graphql.ts';
import { domainName, problemsOf } from '../graph/problems.ts';
import { useHasScope } from '../session.tsx';
import { BusyButton } from '../shared/forms/busy-button.tsx';
import { Select } from '../shared/forms/field.tsx';
import { Fact } from '../shared/pages/fact.tsx';
import { shownOf } from '../shared/pages/shown.ts';
import { Empty, Failure, Loading, Notices } from '../shared/pages/states.tsx';
import { type Column, Table } from '../shared/pages/table.tsx';
import { useAddress } from '../shared/pages/use-address.ts';
import { useTitle } from '../shared/pages/use-title.ts';
import { WrongAddress } from '../shared/pages/wrong-address.tsx';
import { Address } from '../shared/values/address.ts';
import { bytes, count, counted, milliseconds, percent } from '../shared/values/format.ts';
import { AcessosHead } from './acessos-tabs.tsx';
import { OverTime } from './over-time.tsx';
import { PERIODS, type PeriodName, spanOf } from './periods.ts';

const GROUPS = {
  OPERACAO: 'Operação',
  USUARIO: 'Usuário',
  CLIENTE_APP: 'Programa',
  SUBGRAFO: 'Domínio',
  ERRO: 'Erro',
  CAMPO: 'Campo pessoal',
} as const satisfies Partial<Record<AgrupamentoDeAcessos, string>>;
const ORDERS: Readonly<Record<OrdemDaAnalise, string>> = {
  REQUISICOES: 'Mais pedidos',
  ERROS: 'Mais erros',
  P95: 'Mais lentos (p95)',
  TEMPO_TOTAL: 'Mais tempo ao todo',
};
const PERIOD_LABELS: Readonly<Record<PeriodName, string>> = {
  '24h': PERIODS['24h'].label,
  '7d': PERIODS['7d'].label,
  '30d': PERIODS['30d'].label,
  '90d': PERIODS['90d'].label,
};
/** What the graph calls an operation without a name. */
const UNNAMED = '(sem nome)';
const HASH = /^[0-9a-f]{64}$/;
type GroupName = keyof typeof GROUPS;
type Grupo = NonNullable<PainelAnaliseDeAcessosQuery['grupos']>['grupos'][number];

/** What was asked of the graph, how often with errors and how fast, over a time and by what somebody wants to know. */
export function AnalisePage() {
  useTitle('Acessos');
  const [parameters, set] = useAddress();
  const address = new Address(parameters);
  const period = address.choice('periodo', PERIOD_LABELS, '24h');
  const group = address.choice('por', GROUPS, 'OPERACAO');
  const order = address.choice('ordem', ORDERS, 'REQUISICOES');
  const maySee = useHasScope('auditoria');
  return (
    <>
      <AcessosHead title="Acessos" />
      {maySee && (
        <>
          <search className="filters">
            <Select label="Período" value={period} onChange={({ target }) => set('periodo', target.value)}>
              <Options of={PERIOD_LABELS} />
            </Select>
            <Select label="Agrupar por" value={group} onChange={({ target }) => set('por', target.value)}>
              <Options of={GROUPS} />
            </Select>
            <Select label="Ordem" value={order} onChange={({ target }) => set('ordem', target.value)}>
              <Options of={ORDERS} />
            </Select>
          </search>
          <WrongAddress wrong={address.wrong} />
          <Analise key={period} period={period} group={group} order={order} />
        </>
      )}
    </>
  );
}

function Options({ of }: { of: Readonly<Record<string, string>> }) {
  return Object.entries(of).map(([value, label]) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}

function Analise({ period, group, order }: { period: PeriodName; group: GroupName; order: OrdemDaAnalise }) {
  // One "now" for as long as the same is shown: another minute would be another question.
  const [span, setSpan] = useState(() => spanOf(PERIODS[period], new Date()));
  const found = useQuery(PainelAnaliseDeAcessosDocument, {
    variables: { ...span, porTempo: PERIODS[period].steps, agruparPor: group, ordem: order },
  });
  const { data, error, loading, refetch } = found;
  const { tempo, grupos } = shownOf(found) ?? {};
  // Until the answer is there the groups are those of the question before, and are called so.
  const [shown, setShown] = useState(group);
  if (data && shown !== group) setShown(group);
  const columns = useMemo(() => columnsFor(shown), [shown]);
  if (!tempo) return error ? <Failure error={error} retry={refetch} /> : <Loading />;
  const { total, aguardando } = tempo;
  const update = () => {
    const now = spanOf(PERIODS[period], new Date());
    // Within one minute it is the same question, which is asked again. What goes wrong is in `error`.
    if (now.ate === span.ate) refetch().catch(() => {});
    else setSpan(now);
  };
  return (
    <div aria-busy={loading}>
      <Notices problems={problemsOf(error)} retry={refetch} />
      <dl className="facts">
        <Fact name="Pedidos" value={count(total.requisicoes)} />
        <Fact name="Com erros" value={`${count(total.erros)} (${percent(total.parteComErros)})`} />
        <Fact name="Mediana (p50)" value={milliseconds(total.p50Ms)} />
        <Fact name="p95" value={milliseconds(total.p95Ms)} />
        <Fact name="p99" value={milliseconds(total.p99Ms)} />
        <Fact name="Respostas" value={bytes(total.bytes)} />
      </dl>
      <p className="actions">
        <BusyButton busy={loading} onClick={update}>
          Atualizar
        </BusyButton>
        {aguardando > 0 && (
          <span className="status">
            {counted(aguardando, 'pedido ainda não somado.', 'pedidos ainda não somados.')}
          </span>
        )}
      </p>
      <OverTime groups={tempo.grupos} steps={PERIODS[period].steps} span={span} />
      <section aria-labelledby="grupos">
        <h2 id="grupos">Por {GROUPS[shown].toLowerCase()}</h2>
        {grupos && grupos.grupos.length > 0 ? (
          <Table
            caption={`Acessos por ${GROUPS[shown].toLowerCase()}`}
            columns={columns}
            rows={grupos.grupos}
            rowKey={({ chave }) => chave}
          />
        ) : (
          <Empty>Nada neste período.</Empty>
        )}
      </section>
    </div>
  );
}

/** What a group is called: an operation without a name by the begin of its hash, by which it is found among others without one. */
function calledBy(group: GroupName, { chave, rotulo }: Grupo): string {
  if (group === 'SUBGRAFO') return domainName(rotulo);
  return group === 'OPERACAO' && rotulo === UNNAMED && HASH.test(chave)
    ? `${rotulo} ${chave.slice(0, 8)}`
    : rotulo;
}

function columnsFor(group: GroupName): readonly Column<Grupo>[] {
  return [
    { title: GROUPS[group], cell: (one) => calledBy(group, one) },
    { title: 'Pedidos', cell: ({ medidas }) => count(medidas.requisicoes), numeric: true },
    { title: 'Erros', cell: ({ medidas }) => count(medidas.erros), numeric: true },
    { title: '% erros', cell: ({ medidas }) => percent(medidas.parteComErros), numeric: true },
    { title: 'p50', cell: ({ medidas }) => milliseconds(medidas.p50Ms), numeric: true },
    { title: 'p95', cell: ({ medidas }) => milliseconds(medidas.p95Ms), numeric: true },
    { title: 'p99', cell: ({ medidas }) => milliseconds(medidas.p99Ms), numeric: true },
  ];
}
