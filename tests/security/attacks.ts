/** One input of an attack, as it goes over the wire. */
export interface AttackRequest {
  readonly method?: 'GET' | 'POST';
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface AttackAnswer {
  readonly status: number;
  readonly text: string;
}

/** One class of attack. */
export interface Attack {
  readonly requests: readonly AttackRequest[];
  /** Whether an answer gives the attacker nothing. */
  readonly isRefused: (answer: AttackAnswer) => boolean;
}

const times = (count: number, part: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => part(n)).join(' ');

const post = (query: string, others: Readonly<Record<string, unknown>> = {}): AttackRequest => ({
  body: JSON.stringify({ query, ...others }),
});

/** Sets of headers, of which none has to name those of the others. */
const headersOf = (sets: readonly Readonly<Record<string, string>>[]) => sets;

const LARGEST_REFUSAL = 20_000;

/** Without data, with an error, and not of a size that would make it an attack of its own. */
function hasNoData({ status, text }: AttackAnswer): boolean {
  return (
    status < 500 && text.length < LARGEST_REFUSAL && text.includes('"errors"') && !text.includes('"data"')
  );
}

const ofType = (level: string, levels: number): string =>
  `{ __schema { types { ${times(levels, () => level)} name ${'}'.repeat(levels * (level.split('{').length - 1))} } } }`;

const MUTATION = 'mutation { excluirCliente(entrada: { id: 1, versao: 1 }) { __typename } }';

/** The classes of graphql-cop, each in several sizes and shapes, against a graph that serves no explorer. */
export const ATTACKS: Readonly<Record<string, Attack>> = {
  'alias overloading': {
    requests: [51, 100, 300, 1_000].flatMap((count) => [
      post(`{ ${times(count, (n) => `a${n}: clientes { totalCount }`)} }`),
      post(`{ ${times(count + 2_000, (n) => `a${n}: __typename`)} }`),
    ]),
    isRefused: hasNoData,
  },
  'batched requests': {
    requests: [1, 2, 10, 100].map((count) => ({
      body: JSON.stringify(Array.from({ length: count }, () => ({ query: '{ __typename }' }))),
    })),
    isRefused: hasNoData,
  },
  'directive overloading': {
    requests: [2, 10, 100, 1_000, 3_000].flatMap((count) => [
      post(`{ __typename ${'@aa'.repeat(count)} }`),
      post(`{ __typename ${'@skip(if: false)'.repeat(count)} }`),
      post(`query ${'@include(if: true)'.repeat(count)} { __typename }`),
    ]),
    isRefused: hasNoData,
  },
  'circular introspection': {
    requests: [1, 3, 6, 12].flatMap((levels) => [
      post(ofType('fields { type {', levels)),
      post(ofType('possibleTypes { interfaces {', levels)),
      post(
        `{ __type(name: "Query") ${times(levels, () => '{ fields { type')} { name } ${'} }'.repeat(levels)} }`,
      ),
    ]),
    isRefused: hasNoData,
  },
  'circular fragments': {
    requests: [1, 10, 100].map((count) =>
      post(
        `{ ...F0 } ${times(count, (n) => `fragment F${n} on Query { ...F${(n + 1) % count} __typename }`)}`,
      ),
    ),
    isRefused: hasNoData,
  },
  'field duplication': {
    requests: [2_001, 3_000, 10_000, 20_000].flatMap((count) => [
      post(`{ ${'__typename '.repeat(count)} }`),
      post(`{ clientes { nodes { ${'id '.repeat(count)} } } }`),
    ]),
    isRefused: hasNoData,
  },
  'mutation by GET': {
    requests: [
      `query=${encodeURIComponent(MUTATION)}`,
      `query=${encodeURIComponent(`query Q { __typename } ${MUTATION.replace('mutation', 'mutation M')}`)}&operationName=M`,
      `query=%7B__typename%7D&query=${encodeURIComponent(MUTATION)}`,
    ].map((parameters) => ({
      method: 'GET' as const,
      path: `/graphql?${parameters}`,
      headers: { 'apollo-require-preflight': 'x' },
    })),
    // By its method, and not for anything else that may be wrong with it.
    isRefused: (answer) =>
      hasNoData(answer) && /only support query operations|only be specified once/.test(answer.text),
  },
  'cross-site request': {
    requests: [
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/jsonx',
      '',
    ].flatMap((type) =>
      [`query=${encodeURIComponent('{ __typename }')}`, JSON.stringify({ query: '{ __typename }' })].map(
        (body) => ({
          headers: { 'content-type': type },
          body,
        }),
      ),
    ),
    isRefused: hasNoData,
  },
  'cross-site GET': {
    requests: headersOf([
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ]).map((headers) => ({ method: 'GET' as const, path: '/graphql?query=%7B__typename%7D', headers })),
    isRefused: hasNoData,
  },
  'trace and debug modes': {
    requests: headersOf([
      { 'apollo-federation-include-trace': 'ftv1' },
      { 'apollo-query-plan-experimental': '1' },
      { 'apollo-expose-query-plan': 'true' },
      { 'x-apollo-tracing': '1' },
      { debug: '1' },
    ]).flatMap((headers) => [
      { ...post('{ __typename }', { extensions: { tracing: true, debug: true } }), headers },
      { ...post('{ absent }'), headers, path: '/graphql?debug=1' },
    ]),
    isRefused: ({ text }) => !/stacktrace|node_modules|\.ts:\d|tracing|ftv1|queryPlan/i.test(text),
  },
  'suggested names': {
    requests: [
      post('{ client(id: 1) { id } }'),
      post('{ cliente(id: 1) { nom } }'),
      post('{ cliente(idd: 1) { id } }'),
      post('{ clientes }'),
      post('{ clientes(filtro: { text: "a" }) { totalCount } }'),
      post('{ clientes(ordem: { campo: NOMEE }) { totalCount } }'),
      post('query ($f: ClienteFiltr) { clientes(filtro: $f) { totalCount } }'),
      post('{ cliente(id: 1) { ... on Client { id } } }'),
      post('{ __typename @skp(if: true) }'),
      post('query ($f: ClienteFiltro) { clientes(filtro: $f) { totalCount } }', {
        variables: { f: { text: 'a' } },
      }),
      post('query ($f: ClienteFiltro) { clientes(filtro: $f) { totalCount } }', {
        variables: { f: { [`Did you mean ${'"\n'.repeat(100)}`]: 'a' } },
      }),
    ],
    isRefused: (answer) =>
      hasNoData(answer) &&
      !/Did you mean (?:")?(?:cliente|nome|id|texto|Cliente|skip|the )/.test(answer.text),
  },
  introspection: {
    requests: [
      post('{ __schema { queryType { name } } }'),
      post('{ __type(name: "Cliente") { fields { name } } }'),
      post('{ ...F } fragment F on Query { s: __schema { types { name } } }'),
      post('query ($b: Boolean = true) { __schema @include(if: $b) { types { name } } }'),
    ],
    isRefused: hasNoData,
  },
  'an explorer that is found': {
    requests: [
      '/',
      '/graphql',
      '/graphiql',
      '/playground',
      '/console',
      '/explorer',
      '/sandbox',
      '/altair',
    ].map((path) => ({ method: 'GET' as const, path, headers: { accept: 'text/html' } })),
    isRefused: ({ status, text }) =>
      status >= 400 && status < 500 && !/graphiql|playground|sandbox|<script/i.test(text),
  },
  'unhandled errors': {
    requests: [
      '',
      'null',
      '[]',
      '{',
      '"a"',
      '{"query":null}',
      '{"query":7}',
      '{"query":""}',
      '{"query":"{"}',
      '{"query":"{ __typename }","variables":[]}',
      '{"query":"{ __typename }","variables":"a"}',
      '{"query":"{ __typename }","operationName":"absent"}',
      '{"query":"{ __typename }","extensions":7}',
      '{"query":"query { __typename } query { __typename }"}',
      '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}',
      '{"__proto__":{"query":"{ __typename }"}}',
      '\u0000',
      '[['.repeat(1_000),
    ].map((body) => ({ body })),
    isRefused: (answer) => hasNoData(answer) && !/stacktrace|node_modules|\.ts:\d|INTERNAL/.test(answer.text),
  },
};
