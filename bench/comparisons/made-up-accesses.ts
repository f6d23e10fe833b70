import type { AcessoFixture } from '../../subgraphs/acessos/fixtures.ts';

/** Over so many days made-up requests are spread. */
export const DAYS = 30;
export const DAY_MS = 86_400_000;

/** The same for the same number: 40 operations, 25 users, 6 programs, 4 subgraphs. */
export function madeUp(number: number, count: number, until: number): AcessoFixture {
  const random = ((number * 2_654_435_761) % 2 ** 32) / 2 ** 32;
  const operation = Math.floor(random * random * 40);
  const duracaoMs = 2 + (-Math.log(1 - random * 0.999_9) * 20 * (1 + operation)) / 8;
  return {
    instante: new Date(until - DAYS * DAY_MS + Math.floor((number / count) * DAYS * DAY_MS)),
    usuario: `usuario-${number % 25}`,
    aplicacao: `programa-${number % 6}`,
    versaoDaAplicacao: '1.0.0',
    operacao: `Operacao${operation}`,
    hashDaOperacao: operation.toString(16).padStart(64, '0'),
    erros: number % 50 === 0 ? ['SUBGRAPH_UNAVAILABLE'] : [],
    duracaoMs,
    subgrafos: ['clientes', 'enderecos', 'catalogo', 'inventario']
      .slice(0, 1 + (number % 4))
      .map((name) => [name, 1, duracaoMs / 2] as const),
    campos: number % 3 === 0 ? ['Cliente.email', 'Cliente.telefone', 'Endereco.cidade'] : [],
    requisicao: `pedido-${number}`,
  };
}
