/** A query of the benchmark: what a client of a graph sends, and what a client of a REST service would. */
export interface BenchQuery {
  name: QueryName;
  /** What it asks for, in a few words. */
  title: string;
  document: string;
  /** Variables of one request. `unique` is another one at every call, over all processes. */
  variables(data: QueryData, random: Random, unique: string): Variables;
  /** The same question as a REST request; only those of this graph are asked in that way too. */
  rest?(variables: Variables): RestRequest;
  /** Text that every right answer has; wrong ones are also told by their status and by `errors`. */
  mark: string;
  /** Whether it writes. */
  writes: boolean;
}

export type QueryName = 'one-customer' | 'twenty-customers' | 'buyers' | 'products' | 'mutation' | 'shop';
export type Variables = Readonly<Record<string, unknown>>;

export interface RestRequest {
  method: 'GET' | 'POST';
  path: string;
  body?: string;
}

/** What of the seeded data the variables are drawn from. */
export interface QueryData {
  /** Ids go from 1 to this. */
  clientes: number;
  produtos: number;
  /** Ids of products on sale. */
  produtosAtivos: readonly string[];
  /** Prices that at least a page of products is above of. */
  precos: readonly string[];
  /** Milliseconds since 1970; at least a page of customers was registered before the first. */
  registered: { from: number; to: number };
}

/** A number from 0 to below 1. */
export type Random = () => number;

const CLIENTE = `
    id
    nome
    email
    enderecos { tipo logradouro numero bairro cidade uf cep principal }
    inventario(first: 5) {
      totalCount
      nodes { quantidade precoUnitario total adquiridoEm produto { sku nome preco } }
    }`;

export const QUERIES: readonly BenchQuery[] = [
  {
    name: 'one-customer',
    title: 'one customer whole: addresses, 5 purchases, each with its product',
    document: `query ClienteCompleto($id: ID!) { cliente(id: $id) { ${CLIENTE} } }`,
    variables: ({ clientes }, random) => ({ id: idUpTo(clientes, random) }),
    rest: ({ id }) => ({ method: 'GET', path: `/clientes/${id}` }),
    mark: '"email":"',
    writes: false,
  },
  {
    name: 'twenty-customers',
    title: '20 customers whole',
    document: `query ClientesCompletos($ate: DateTime!) {
  clientes(first: 20, ordem: RECENTE, filtro: { criadoAte: $ate }) { nodes { ${CLIENTE} } }
}`,
    variables: ({ registered: { from, to } }, random) => ({
      ate: new Date(from + Math.floor(random() * (to - from))).toISOString(),
    }),
    rest: ({ ate }) => ({ method: 'GET', path: `/clientes?criadoAte=${ate}` }),
    mark: '"email":"',
    writes: false,
  },
  {
    name: 'buyers',
    title: "a product's 20 latest buyers",
    document: `query Compradores($id: ID!) {
  produto(id: $id) {
    id
    nome
    inventario(first: 20) { totalCount nodes { quantidade adquiridoEm cliente { id nome email } } }
  }
}`,
    variables: ({ produtos }, random) => ({ id: idUpTo(produtos, random) }),
    rest: ({ id }) => ({ method: 'GET', path: `/produtos/${id}/compradores` }),
    mark: '"totalCount":',
    writes: false,
  },
  {
    name: 'products',
    title: 'a page of 100 products',
    document: `query Produtos($minimo: Decimal!) {
  produtos(first: 100, ordem: PRECO, filtro: { precoMin: $minimo }) {
    nodes { id sku nome categoria preco ativo criadoEm }
    pageInfo { hasNextPage }
  }
}`,
    variables: ({ precos }, random) => ({ minimo: pick(precos, random) }),
    rest: ({ minimo }) => ({ method: 'GET', path: `/produtos?precoMin=${minimo}` }),
    mark: '"sku":"',
    writes: false,
  },
  {
    name: 'mutation',
    title: 'a purchase recorded, with its customer and product',
    document: `mutation Comprar($entrada: RegistrarAquisicaoEntrada!) {
  registrarAquisicao(entrada: $entrada) {
    __typename
    ... on AquisicaoGravada {
      inventario { quantidade precoUnitario total adquiridoEm cliente { id nome } produto { id nome } }
    }
  }
}`,
    variables: ({ clientes, produtosAtivos }, random, unique) => ({
      entrada: {
        clienteId: idUpTo(clientes, random),
        produtoId: pick(produtosAtivos, random),
        quantidade: 1 + Math.floor(random() * 5),
        // Long ago, so that the latest purchases of everybody stay what they are.
        adquiridoEm: '2001-01-01T12:00:00.000Z',
        chaveDeIdempotencia: `bench-${unique}`,
      },
    }),
    rest: ({ entrada }) => ({ method: 'POST', path: '/aquisicoes', body: JSON.stringify(entrada) }),
    mark: '"AquisicaoGravada"',
    writes: true,
  },
];

/** The query of this name. Throws where there is none. */
export function queryNamed(name: string): BenchQuery {
  const query = QUERIES.find((candidate) => candidate.name === name);
  if (!query) throw new RangeError(`there is no query ${name}`);
  return query;
}

/** The same numbers for the same seed (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function idUpTo(count: number, random: Random): string {
  return String(1 + Math.floor(random() * count));
}

function pick(items: readonly string[], random: Random): string {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('there is nothing to pick from');
  return item;
}
