import type { QueryData } from '../questions/queries.ts';
import { QUERIES } from '../questions/queries.ts';

/** A request whose statements are looked at. */
export interface Operation {
  name: string;
  document: string;
  variables?: (data: QueryData, random: () => number, unique: string) => Readonly<Record<string, unknown>>;
  /** Whether it is about a customer who is created for it, so that those that there are stay: the next run counts on them. */
  ofNewCliente?: true;
}

const someCliente = ({ clientes }: QueryData, random: () => number) => ({
  id: String(1 + Math.floor(random() * clientes)),
});

/** What the API is asked that could cost more where there is more: those of the benchmark, then others. */
export const OPERATIONS: readonly Operation[] = [
  ...QUERIES.map(({ title, document, variables }) => ({ name: title, document, variables })),
  {
    name: 'customers by name',
    document: '{ clientes(first: 20, ordem: NOME) { totalCount nodes { id nome } } }',
  },
  {
    name: 'customers found by a word',
    document: '{ clientes(first: 20, filtro: { texto: "silva" }) { nodes { id nome } } }',
  },
  {
    name: "a customer's sums",
    document: 'query ($id: ID!) { cliente(id: $id) { resumo { total primeiraAquisicao } } }',
    variables: someCliente,
  },
  {
    name: "a product's sums",
    document: 'query ($id: ID!) { produto(id: $id) { resumo { total primeiraAquisicao } } }',
    variables: ({ produtos }, random) => ({ id: String(1 + Math.floor(random() * produtos)) }),
  },
  {
    name: 'best sold products of a year',
    document:
      '{ produtosMaisAdquiridos(de: "2025-06-10", ate: "2026-06-10") { quantidade produto { nome } } }',
  },
  {
    name: 'sales by month',
    document:
      '{ aquisicoesPorPeriodo(granularidade: MES, de: "2025-01-01", ate: "2026-06-30") { aquisicoes total } }',
  },
  {
    name: 'an address added',
    document: `mutation ($entrada: CriarEnderecoEntrada!) { criarEndereco(entrada: $entrada) { __typename } }`,
    variables: (data, random, unique) => ({
      entrada: {
        clienteId: someCliente(data, random).id,
        tipo: 'ENTREGA',
        logradouro: 'Rua das Flores',
        numero: '10',
        bairro: 'Centro',
        cidade: 'Campinas',
        uf: 'SP',
        cep: '13010000',
        chaveDeIdempotencia: unique,
      },
    }),
  },
  {
    name: 'a customer erased, in every domain',
    document: `mutation ($entrada: ExcluirClienteEntrada!) { excluirCliente(entrada: $entrada) { __typename } }`,
    ofNewCliente: true,
  },
  {
    name: 'the latest requests',
    document: '{ acessos(first: 20) { nodes { instante usuario } } }',
  },
  {
    name: "a user's requests",
    document: '{ acessos(first: 20, filtro: { usuario: "u7" }) { nodes { instante usuario } } }',
  },
  {
    name: "who was given a customer's data",
    document: '{ cliente(id: 7) { acessosAosDados(first: 20) { nodes { instante usuario } } } }',
  },
];
