import type { SimpleFaker } from '@faker-js/faker';

/** Makes a document of one kind. `size` is from 0 to 1 of what the limits of tokens allow. */
export type MakeDocument = (random: SimpleFaker, size: number) => string;

const LEAVES = ['id', 'nome', 'email', 'cpf', 'versao', '__typename'];
/** Ways from a customer to a customer, with a place for what is selected there. */
const WAYS = [
  'inventario(first: 2) { nodes { cliente { # } } }',
  'enderecos { cliente { # } }',
  'enderecoPrincipal { cliente { # } }',
];
const CONDITIONS = [
  '',
  '',
  '@include(if: $v0)',
  '@skip(if: $v1)',
  '@include(if: $v2) @skip(if: $v3)',
  '@include(if: true)',
];

const times = (count: number, part: (n: number) => string): string =>
  Array.from({ length: Math.max(1, Math.floor(count)) }, (_, n) => part(n)).join(' ');

const customer = (selections: string): string =>
  `query ($v0: Boolean = true, $v1: Boolean = false, $v2: Boolean = true, $v3: Boolean = false) { cliente(id: 1) { a: id @include(if: $v0) @skip(if: $v1) b: id @include(if: $v2) @skip(if: $v3) ${selections} } }`;

const page = (selections: string, random: SimpleFaker): string =>
  customer(`inventario(first: ${random.helpers.arrayElement([1, 10, 100])}) { nodes { ${selections} } }`);

/** Documents that are small for what they ask, or ask in ways that are slow to walk. */
export const HOSTILE_DOCUMENTS: Readonly<Record<string, MakeDocument>> = {
  'fragments that spread each other': (random, size) => {
    const levels = 2 + Math.floor(size * 38);
    const way = random.helpers.arrayElement(['#', ...WAYS]);
    const condition = () => random.helpers.arrayElement(CONDITIONS);
    const spread = (n: number) => way.replace('#', `...F${n}`);
    const body = (n: number) =>
      way === '#' ? `...F${n} ${condition()} ...F${n} ${condition()}` : `x: ${spread(n)} y: ${spread(n)}`;
    return `${customer('...F0')} ${times(levels, (n) => `fragment F${n} on Cliente { ${body(n + 1)} }`)} fragment F${levels} on Cliente { id }`;
  },
  'fragments that all spread all later ones': (_random, size) => {
    const count = 2 + Math.floor(size * 90);
    const later = (n: number) => times(count - n - 1, (m) => `...F${n + m + 1}`);
    return `${customer('...F0')} ${times(count, (n) => `fragment F${n} on Cliente { ${n === count - 1 ? '' : later(n)} id }`)}`;
  },
  'a chain of fragments': (_random, size) =>
    `${customer('...F0')} ${times(size * 1_200, (n) => `fragment F${n} on Cliente { ...F${n + 1} }`)} fragment F${Math.max(1, Math.floor(size * 1_200))} on Cliente { id }`,
  'fragments in a circle': (_random, size) => {
    const count = Math.max(1, Math.floor(size * 900));
    return `${customer('...F0')} ${times(count, (n) => `fragment F${n} on Cliente { id ...F${(n + 1) % count} ...F0 }`)}`;
  },
  'many fragments in one place': (random, size) =>
    `${customer(times(size * 900, (n) => `...F${n}`))} ${times(size * 900, (n) => `fragment F${n} on Cliente { ${random.helpers.arrayElement(LEAVES)} }`)}`,
  'an unused fragment': (_random, size) =>
    `${customer('id')} fragment F on Cliente { ${times(size * 3_200, (n) => `a${n}: nome`)} }`,
  'names for one value': (random, size) =>
    random.helpers.arrayElement([customer, (inner: string) => page(inner, random)])(
      times(size * 1_990, (n) => `a${n}: ${random.helpers.arrayElement(['id', '__typename', 'versao'])}`),
    ),
  'names for one object': (random, size) =>
    customer(times(size * 600, (n) => `a${n}: ${random.helpers.arrayElement(WAYS).replace('#', 'nome')}`)),
  'names at the root': (random, size) =>
    `{ ${times(size * 70, (n) => `a${n}: clientes(first: ${random.number.int(100)}) { nodes { ${times(size * 30, (m) => `b${m}: nome`)} } }`)} }`,
  searches: (random, size) =>
    `{ ${times(size * 49, (n) => `a${n}: clientes(filtro: { texto: "${random.string.alpha(20)}" }) { totalCount nodes { id } }`)} }`,
  'one field many times': (random, size) =>
    customer(times(size * 9_000, () => random.helpers.arrayElement(['id', 'nome']))),
  'one object many times': (random, size) =>
    customer(
      times(size * 500, () =>
        random.helpers.arrayElement(WAYS).replace('#', random.helpers.arrayElement(LEAVES)),
      ),
    ),
  'fields that conflict': (_random, size) => `{ ${times(size * 1_000, (n) => `cliente(id: ${n}) { id }`)} }`,
  'deep fields': (random, size) => {
    const levels = 1 + Math.floor(size * 60);
    let inner = 'id';
    for (let n = 0; n < levels; n += 1) inner = random.helpers.arrayElement(WAYS).replace('#', () => inner);
    return customer(inner);
  },
  'a tree': (random, size) => {
    const branches = random.number.int({ min: 2, max: 5 });
    const levels = 1 + Math.floor((size * Math.log(400)) / Math.log(branches));
    const tree = (level: number): string =>
      level === 0
        ? 'nome'
        : times(
            branches,
            (n) => `a${n}: ${random.helpers.arrayElement(WAYS).replace('#', () => tree(level - 1))}`,
          );
    return customer(tree(levels));
  },
  'deep inline fragments': (random, size) => {
    const levels = 1 + Math.floor(size * 180);
    return customer(
      `${times(levels, () => `... ${random.helpers.arrayElement(['', 'on Cliente'])} ${random.helpers.arrayElement(CONDITIONS)} {`)} id ${'}'.repeat(levels)}`,
    );
  },
  'wide inline fragments': (random, size) =>
    customer(
      times(
        size * 900,
        () => `... ${random.helpers.arrayElement(CONDITIONS)} { ${random.helpers.arrayElement(LEAVES)} }`,
      ),
    ),
  'conditions of many variables': (_random, size) => {
    const count = Math.max(1, Math.floor(size * 180));
    return `query (${times(count, (n) => `$c${n}: Boolean = true`)}) { cliente(id: 1) { id ${times(count, (n) => `a${n}: enderecos @include(if: $c${n}) { cliente { nome @skip(if: $c${(n * 7) % count}) } }`)} } }`;
  },
  'nested conditions of many variables': (_random, size) => {
    const count = Math.max(1, Math.floor(size * 90));
    return `query (${times(count, (n) => `$c${n}: Boolean = true`)}) { cliente(id: 1) { id ${times(count, (n) => `... @include(if: $c${n}) { a${n}: nome b${n}: enderecos { uf }`)} ${'}'.repeat(count)} } }`;
  },
  'many operations': (_random, size) =>
    `${times(size * 60, (n) => `query Q${n} { ...F }`)} fragment F on Query { ${times(size * 400, (n) => `a${n % 40}: __typename`)} }`,
  'many variables': (random, size) =>
    `query (${times(size * 1_400, (n) => `$v${n}: ${random.helpers.arrayElement(['ID', 'Int = 1', '[[String!]!]!', 'ClienteFiltro', 'Nada'])}`)}) { cliente(id: 1) { id } }`,
  'used variables': (_random, size) =>
    `query (${times(size * 49, (n) => `$v${n}: ID = ${n}`)}) { ${times(size * 49, (n) => `a${n}: cliente(id: $v${n}) { id }`)} }`,
  'a list': (random, size) =>
    `{ clientes(first: [${times(size * 9_000, () => random.helpers.arrayElement(['1', '"a"', 'A', 'null', '$v', '[]']))}]) { totalCount } }`,
  'an object': (random, size) =>
    `{ clientes(filtro: { ${times(size * 3_000, (n) => `${random.helpers.arrayElement(['texto', 'criadoDe', `a${n}`, '__proto__'])}: ${n}`)} }) { totalCount } }`,
  'a deep value': (random, size) => {
    const levels = 1 + Math.floor(size * 190);
    const [open, close] = random.helpers.arrayElement([
      ['[', ']'],
      ['{ and: ', '}'],
    ] as const);
    return `{ clientes(filtro: ${open.repeat(levels)} 1 ${close.repeat(levels)}) { totalCount } }`;
  },
  'a long text': (random, size) => {
    const length = Math.floor(size * 240_000);
    const text = random.helpers
      .arrayElement(['a', '\\n', '\\u00e9', '\\u{1F600}', '💥', ' '])
      .repeat(length / 8);
    return random.helpers.arrayElement([
      `{ produtos(filtro: { texto: "${text}" }) { nodes { id } } }`,
      `{ produtos(filtro: { texto: """${text.replaceAll('\\', ' ')}""" }) { nodes { id } } }`,
      `{ produtoPorSku(sku: "${text}") { id } } # ${text}`,
      `{ clientePorCpf(cpf: "${text}") { id } }`,
    ]);
  },
  'many texts': (_random, size) =>
    `{ ${times(size * 300, (n) => `a: clientes(filtro: { texto: "${'ab '.repeat(200)}${n % 2}" }) { totalCount }`)} }`,
  'a block text of many lines': (_random, size) =>
    `{ produtoPorSku(sku: """${' \n'.repeat(size * 100_000)}""") { id } }`,
  'a long number': (random, size) =>
    `{ ${random.helpers.arrayElement(['cliente(id: #)', 'clientes(first: #)', 'clientes(first: 1e#)', 'clientes(first: 0.#)']).replace('#', `1${'0'.repeat(size * 240_000)}`)} { __typename } }`,
  'a long name': (_random, size) => `{ ${times(20, (n) => `cliente${'e'.repeat(size * 12_000)}${n}`)} }`,
  'unknown names': (random, size) =>
    `{ ${times(size * 3_000, () => `${random.string.alpha(8)}(${random.string.alpha(3)}: 1)`)} }`,
  'unknown fragments and types': (_random, size) =>
    `{ ${times(size * 1_500, (n) => `...N${n} ... on T${n} { a }`)} }`,
  directives: (random, size) =>
    customer(
      `c: id ${times(size * 1_400, () => random.helpers.arrayElement(['@skip(if: false)', '@include(if: true)', '@nada', '@deprecated']))}`,
    ),
  'introspection in circles': (random, size) => {
    const levels = 1 + Math.floor(size * 12);
    const level = random.helpers.arrayElement([
      'fields { type {',
      'ofType { ofType {',
      'possibleTypes { interfaces {',
      'fields { args { type { ofType {',
    ]);
    const braces = level.split('{').length - 1;
    return `{ __schema { types { ${times(levels, () => level)} name ${'}'.repeat(levels * braces)} } } }`;
  },
  'introspection many times': (random, size) =>
    `{ ${times(size * 90, (n) => `a${n}: ${random.helpers.arrayElement(['__schema { types { name fields { name args { name } } } }', '__type(name: "Query") { fields { type { fields { type { name } } } } }'])}`)} }`,
  'a deep introspection': (_random, size) =>
    `{ __type(name: "Query") { fields { type { ${'ofType { '.repeat(size * 180)} name ${' }'.repeat(size * 180)} } } } }`,
  mutations: (random, size) =>
    `mutation { ${times(size * 60, (n) => `a${n}: criarCliente(entrada: { nome: "${random.string.alpha(3)}", email: "x", cpf: "1" }) { __typename ... on ErroDeValidacao { campos { campo codigo mensagem } } ... on ClienteGravado { cliente { id } } ... on Conflito { mensagem } }`)} }`,
  subscriptions: (_random, size) => `subscription { ${times(size * 100, (n) => `a${n}: nada`)} }`,
  'text that ends too soon': (random, size) =>
    random.helpers.arrayElement([
      '{ a(b: "',
      '{ a(b: """',
      '{',
      '{ a(b: [',
      '#',
      '\uFEFF',
      '\u0000',
      '...',
      '{ a(b: "\\u{',
    ]) + random.helpers.arrayElement(['(', '{ a ', '"', '\\"', 'x', '\n']).repeat(size * 30_000),
};
