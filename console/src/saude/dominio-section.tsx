import type { PainelSaudeQuery } from '../generated/graphql.ts';
import { domainName } from '../graph/problems.ts';
import { Value } from '../shared/pages/states.tsx';
import { type Column, Table } from '../shared/pages/table.tsx';
import { count, instant, milliseconds } from '../shared/values/format.ts';
import { ReplayButton } from './replay-button.tsx';

type Dominio = NonNullable<PainelSaudeQuery['saude']>['dominios'][number];
type Endereco = Dominio['enderecos'][number];
type Caixa = NonNullable<Dominio['caixaDeSaida']>[number];
type Morto = NonNullable<Dominio['eventosMortos']>[number];

const DOMINIO: Readonly<Record<Dominio['estado'], string>> = {
  PRONTO: 'pronto',
  PARCIAL: 'em parte',
  INDISPONIVEL: 'indisponível',
  DESCONHECIDO: 'desconhecido',
};
const ENDERECO: Readonly<Record<Endereco['estado'], string>> = {
  PRONTO: 'pronto',
  NAO_PRONTO: 'responde, mas não está pronto',
  CIRCUITO_ABERTO: 'circuito aberto',
  RECUSADO: 'não aceita a chave do roteador',
  INDISPONIVEL: 'indisponível',
};
const CIRCUITO: Readonly<Record<Endereco['circuito'], string>> = {
  FECHADO: 'fechado',
  ABERTO: 'aberto',
  MEIO_ABERTO: 'em prova',
};

const ENDERECOS: readonly Column<Endereco>[] = [
  { title: 'Roteador', cell: ({ roteador }) => `${roteador.maquina} (${roteador.id})` },
  { title: 'Endereço', cell: ({ endereco }) => <Value>{endereco}</Value> },
  { title: 'Estado', cell: ({ estado }) => ENDERECO[estado] },
  { title: 'Circuito', cell: ({ circuito }) => CIRCUITO[circuito] },
  { title: 'Latência', cell: ({ latenciaMs }) => milliseconds(latenciaMs), numeric: true },
];
const CAIXA: readonly Column<Caixa>[] = [
  { title: 'Destino', cell: ({ destino }) => domainName(destino) },
  { title: 'Pendentes', cell: ({ pendentes }) => count(pendentes), numeric: true },
  { title: 'Mortos', cell: ({ mortos }) => count(mortos), numeric: true },
  {
    title: 'O mais antigo espera há',
    cell: ({ atrasoSegundos }) => (typeof atrasoSegundos === 'number' ? `${count(atrasoSegundos)} s` : '—'),
    numeric: true,
  },
];

/** A domain: its addresses as each router sees them, what waits in its outbox, and its dead events. */
export function DominioSection({ dominio, asked }: { dominio: Dominio; asked(): unknown }) {
  const { id, estado, enderecos, caixaDeSaida, eventosMortos } = dominio;
  const name = domainName(id);
  const mortos: readonly Column<Morto>[] = [
    { title: 'Evento', cell: ({ evento, tipo }) => `${evento} · ${tipo}` },
    { title: 'Destino', cell: ({ destino }) => domainName(destino) },
    { title: 'Criado em', cell: ({ criadoEm }) => <Value>{criadoEm && instant(criadoEm)}</Value> },
    { title: 'Tentativas', cell: ({ tentativas }) => count(tentativas), numeric: true },
    { title: 'Motivo', cell: ({ motivo }) => <Value>{motivo}</Value> },
    {
      title: 'Ação',
      actions: true,
      cell: ({ evento }) => (
        <ReplayButton entrada={{ dominio: id, evento }} asked={asked}>
          Tentar de novo
        </ReplayButton>
      ),
    },
  ];
  return (
    <section aria-labelledby={`dominio-${id}`}>
      <h2 id={`dominio-${id}`}>
        {name}: {DOMINIO[estado]}
      </h2>
      <Table
        caption={`Endereços de ${name}`}
        columns={ENDERECOS}
        rows={enderecos}
        rowKey={({ roteador, endereco }) => `${roteador.id} ${endereco}`}
      />
      {caixaDeSaida ? (
        caixaDeSaida.length > 0 && (
          <Table
            caption={`Caixa de saída de ${name}`}
            columns={CAIXA}
            rows={caixaDeSaida}
            rowKey={({ destino }) => destino}
          />
        )
      ) : (
        <p className="notice warn">O que espera na caixa de saída não se sabe: o domínio não responde.</p>
      )}
      {eventosMortos && eventosMortos.length > 0 && (
        <>
          <h3>Eventos mortos</h3>
          <Table
            caption={`Eventos mortos de ${name}`}
            columns={mortos}
            rows={eventosMortos}
            rowKey={({ evento, destino }) => `${evento} ${destino}`}
          />
          <ReplayButton entrada={{ dominio: id }} asked={asked}>
            Tentar todos de novo
          </ReplayButton>
        </>
      )}
    </section>
  );
}
