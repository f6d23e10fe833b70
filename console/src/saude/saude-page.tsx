import { useQuery } from '@apollo/client/react';
import { PainelSaudeDocument, type PainelSaudeQuery } from '../generated/graphql.ts';
import { domainName, problemsOf } from '../graph/problems.ts';
import { useHasScope } from '../session.tsx';
import { Empty, Failure, Loading, Notices } from '../shared/pages/states.tsx';
import { type Column, Table } from '../shared/pages/table.tsx';
import { useTitle } from '../shared/pages/use-title.ts';
import { count, instant } from '../shared/values/format.ts';
import { DominioSection } from './dominio-section.tsx';

/** Routers look every two seconds; asking more often shows nothing newer. */
const REFRESH_MS = 3_000;

type Saude = NonNullable<PainelSaudeQuery['saude']>;
type Roteador = Saude['roteadores'][number];
type Reenvio = Saude['reenvios'][number];

const ROTEADORES: readonly Column<Roteador>[] = [
  { title: 'Máquina', cell: ({ maquina }) => maquina },
  { title: 'Roteador', cell: ({ id }) => id },
  { title: 'Estado', cell: ({ emDia }) => (emDia ? 'em dia' : 'sem notícias') },
  { title: 'Visto em', cell: ({ vistoEm }) => instant(vistoEm) },
  {
    title: 'Acessos aguardando',
    cell: ({ acessosAguardando }) => count(acessosAguardando),
    numeric: true,
  },
  { title: 'Acessos perdidos', cell: ({ acessosPerdidos }) => count(acessosPerdidos), numeric: true },
];

const REENVIO: Readonly<Record<Reenvio['estado'], string>> = {
  PEDIDO: 'aguardando um roteador',
  FEITO: 'reenviado',
  FALHOU: 'o domínio não respondeu: peça de novo quando responder',
  SEM_RESPOSTA: 'nenhum roteador o repassou: peça de novo',
};

const REENVIOS: readonly Column<Reenvio>[] = [
  { title: 'Pedido em', cell: ({ pedidoEm }) => instant(pedidoEm) },
  { title: 'Por', cell: ({ usuario }) => usuario },
  { title: 'Domínio', cell: ({ dominio }) => domainName(dominio) },
  { title: 'Evento', cell: ({ evento }) => evento ?? 'todos' },
  { title: 'Andamento', cell: ({ estado }) => REENVIO[estado] },
  {
    title: 'Entregas',
    cell: ({ entregas }) => (typeof entregas === 'number' ? count(entregas) : '—'),
    numeric: true,
  },
];

/** How the parts of the graph are as its routers find them, and dead events, which can be tried again. */
export function SaudePage() {
  useTitle('Saúde');
  const maySee = useHasScope('operacao');
  return (
    <>
      <h1>Saúde</h1>
      {maySee ? (
        <SaudeNow />
      ) : (
        <p className="notice">
          Seu usuário não tem permissão para ver a saúde do grafo: nenhum dos seus grupos tem o escopo{' '}
          <code>operacao</code>.
        </p>
      )}
    </>
  );
}

function SaudeNow() {
  const { data, error, refetch } = useQuery(PainelSaudeDocument, {
    pollInterval: REFRESH_MS,
    skipPollAttempt: () => document.hidden,
  });
  // When there is no answer the last one goes: how things were is not how they are.
  const saude = data?.saude;
  if (!saude) return error ? <Failure error={error} retry={refetch} /> : <Loading />;
  return (
    <>
      <Notices problems={problemsOf(error)} retry={refetch} />
      <p>Como estava em {instant(saude.instante)}.</p>
      {saude.dominios.map((dominio) => (
        <DominioSection key={dominio.id} dominio={dominio} asked={refetch} />
      ))}
      <section aria-labelledby="reenvios">
        <h2 id="reenvios">Reenvios pedidos</h2>
        {saude.reenvios.length === 0 ? (
          <Empty>Nenhum.</Empty>
        ) : (
          <Table
            caption="Reenvios pedidos"
            columns={REENVIOS}
            rows={saude.reenvios}
            rowKey={({ id }) => id}
          />
        )}
      </section>
      <section aria-labelledby="roteadores">
        <h2 id="roteadores">Roteadores</h2>
        {saude.roteadores.length === 0 ? (
          <Empty>Nenhum roteador informou nada nos últimos dez minutos.</Empty>
        ) : (
          <Table caption="Roteadores" columns={ROTEADORES} rows={saude.roteadores} rowKey={({ id }) => id} />
        )}
      </section>
    </>
  );
}
