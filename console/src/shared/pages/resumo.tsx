import type { ResumoDeAquisicoesFragment } from '../../generated/graphql.ts';
import { count, instant, money } from '../values/format.ts';
import { Fact } from './fact.tsx';
import { Value } from './states.tsx';

/** All purchases of a customer or of a product in a few numbers. */
export function Resumo({ resumo }: { resumo: ResumoDeAquisicoesFragment | null }) {
  if (!resumo) return <Value why="unavailable" />;
  const { aquisicoes, quantidade, total, primeiraAquisicao, ultimaAquisicao, ticketMedio } = resumo;
  return (
    <dl className="facts">
      <Fact name="Compras" value={count(aquisicoes)} />
      <Fact name="Unidades" value={count(quantidade)} />
      <Fact name="Total" value={money(total)} />
      <Fact name="Ticket médio" value={ticketMedio && money(ticketMedio)} />
      <Fact name="Primeira compra" value={primeiraAquisicao && instant(primeiraAquisicao)} />
      <Fact name="Última compra" value={ultimaAquisicao && instant(ultimaAquisicao)} />
    </dl>
  );
}
