import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestSubgraph, type TestSubgraph } from '../../tests/support/networks/test-subgraph.ts';
import { exclusaoStore } from './exclusao-store.ts';
import { type ClienteFixture, clearClientes, insertClientes } from './fixtures.ts';
import { subgraph } from './subgraph.ts';

let clientes: TestSubgraph;
beforeAll(async () => {
  clientes = await startTestSubgraph(subgraph);
});
beforeEach(() => clearClientes(clientes.database));
afterAll(() => clientes[Symbol.asyncDispose]());

test('a customer has every field, by id, by CPF and as an entity', async () => {
  await insertClientes(clientes.database, [
    {
      id: '7',
      nome: 'Ana Prado',
      email: 'ana@exemplo.com.br',
      cpf: '52998224725',
      telefone: '+5511987654321',
      dataNascimento: '1990-04-21',
      criadoEm: new Date('2026-01-31T12:30:00.007Z'),
      versao: 3,
    },
  ]);
  const fields = '{ id nome email cpf telefone dataNascimento criadoEm atualizadoEm versao }';

  const data = await clientes.data(
    `query ($r: [_Any!]!) { cliente(id: 7) ${fields} clientePorCpf(cpf: "529.982.247-25") ${fields} clientePorEmail(email: "Ana@Exemplo.com.br") ${fields} _entities(representations: $r) { ... on Cliente ${fields} } }`,
    {
      r: [
        { __typename: 'Cliente', id: '7' },
        { __typename: 'Cliente', id: '8' },
        { __typename: 'Cliente', id: 'x' },
      ],
    },
  );

  const ana = {
    id: '7',
    nome: 'Ana Prado',
    email: 'ana@exemplo.com.br',
    cpf: '529.982.247-25',
    telefone: '+5511987654321',
    dataNascimento: '1990-04-21',
    criadoEm: '2026-01-31T12:30:00.007Z',
    atualizadoEm: '2026-01-31T12:30:00.007Z',
    versao: 3,
  };
  expect(data).toEqual({
    cliente: ana,
    clientePorCpf: ana,
    clientePorEmail: ana,
    _entities: [ana, null, null],
  });
});

test('what is not there is null, what cannot be an id is an error', async () => {
  expect(
    await clientes.data(
      '{ cliente(id: 1) { id } clientePorCpf(cpf: "52998224725") { id } clientePorEmail(email: "a@b.br") { id } }',
    ),
  ).toEqual({
    cliente: null,
    clientePorCpf: null,
    clientePorEmail: null,
  });
  const { errors } = await clientes.execute('{ cliente(id: "1; DROP TABLE cadastro") { id } }');
  expect(errors?.[0]?.message).toBe('`id` must be a positive whole number in digits.');
});

/** Walks a list page by page and gives the ids in list order. */
async function walk(
  ordem: string,
  direction: 'first' | 'last',
  size: number,
  filtro = '{}',
): Promise<string[]> {
  const [bound, cursor, more] =
    direction === 'first'
      ? ['after', 'endCursor', 'hasNextPage']
      : ['before', 'startCursor', 'hasPreviousPage'];
  const ids: string[] = [];
  let position: string | null = null;
  for (;;) {
    const data = await clientes.data(
      `query ($p: String) { clientes(${direction}: ${size}, ${bound}: $p, ordem: ${ordem}, filtro: ${filtro}) { nodes { id } edges { cursor } pageInfo { ${cursor} ${more} } totalCount } }`,
      { p: position },
    );
    // The shape is what the query above asks for.
    const page = data.clientes as {
      nodes: { id: string }[];
      edges: { cursor: string }[];
      pageInfo: Record<string, unknown>;
    };
    const part = page.nodes.map(({ id }) => id);
    if (direction === 'first') ids.push(...part);
    else ids.unshift(...part);
    if (!page.pageInfo[more]) return ids;
    expect(part.length).toBe(size);
    position = page.pageInfo[cursor] as string;
  }
}

test('walking pages of any size in either direction meets every customer once, in order', async () => {
  const name = fc.constantFrom('Ana', 'ana', 'Ána', 'Bento', 'Célia', 'Davi');
  const day = fc.integer({ min: 1, max: 3 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ name, day }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      async (rows, size) => {
        await clearClientes(clientes.database);
        const fixtures: ClienteFixture[] = rows.map((row, index) => ({
          id: String(index + 1),
          nome: row.name,
          criadoEm: new Date(Date.UTC(2026, 0, row.day)),
        }));
        await insertClientes(clientes.database, fixtures);
        const fold = (nome = '') =>
          nome
            .normalize('NFD')
            .replace(/[\u0300-\u036f]/g, '')
            .toLowerCase();
        const byName = fixtures
          .toSorted((a, b) => fold(a.nome).localeCompare(fold(b.nome)) || Number(a.id) - Number(b.id))
          .map(({ id }) => id);
        const recent = fixtures
          .toSorted((a, b) => Number(b.criadoEm) - Number(a.criadoEm) || Number(b.id) - Number(a.id))
          .map(({ id }) => id);

        expect(await walk('NOME', 'first', size)).toEqual(byName);
        expect(await walk('NOME', 'last', size)).toEqual(byName);
        expect(await walk('RECENTE', 'first', size)).toEqual(recent);
        expect(await walk('RECENTE', 'last', size)).toEqual(recent);
      },
    ),
    { numRuns: 12 },
  );
});

/** Texts that the order of names takes for equal, or nearly, though their bytes are not, and what is hard to compare. */
const HOSTILE = [
  ...['a', 'A', 'á', 'a\u0301', 'ª', 'ß', 'ss', 'SS', 'ı', 'I', 'İ', 'æ', 'ae', 'ǆ', 'dž'],
  ...['🎩', '💥', '🎩\ufe0f', '\u{10ffff}', '\u200d', '\u00ad', '\ufeff', '\u0000', '\t'],
  ...[' ', '  ', '\u00a0', '\u3000', '%', '_', '\\', "'", '-', '漢', 'か', 'カ', '㌖'],
  // A sort key that is longer than servers compare unless they are told to.
  ...['㌖'.repeat(95), '㌖'.repeat(96)],
];

test('walking pages meets every customer once whatever the names are, from the index and sorted', async () => {
  const nome = fc
    .array(fc.constantFrom(...HOSTILE), { maxLength: 4 })
    .map((parts) => [...`Zeca ${parts.join('')}`].slice(0, 120).join(''));
  await fc.assert(
    fc.asyncProperty(
      fc.array(nome, { minLength: 2, maxLength: 14 }),
      fc.integer({ min: 1, max: 3 }),
      async (nomes, size) => {
        await clearClientes(clientes.database);
        await insertClientes(
          clientes.database,
          nomes.map((one, index) => ({ id: String(nomes.length - index), nome: one })),
        );
        const all = nomes.map((_, index) => String(index + 1));
        for (const filtro of ['{}', '{ texto: "zeca" }']) {
          const walked = await walk('NOME', 'first', size, filtro);
          expect(walked.toSorted((a, b) => Number(a) - Number(b))).toEqual(all);
          expect(await walk('NOME', 'last', size, filtro)).toEqual(walked);
          expect(await walk('NOME', 'first', 100, filtro)).toEqual(walked);
        }
      },
    ),
    {
      numRuns: 12,
      // The longer sort key differs beyond what a server compares by itself, and comes first by id.
      examples: [[[`Zeca ${'㌖'.repeat(96)}a`, `Zeca ${'㌖'.repeat(96)}b`], 1]],
    },
  );
});

test('a filter finds words of names and never of e-mail addresses, and half-open spans of time', async () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour));
  await insertClientes(clientes.database, [
    { id: '1', nome: 'João da Silva', email: 'joao@exemplo.com.br', criadoEm: at(1) },
    { id: '2', nome: 'Maria Silveira', email: 'maria@exemplo.com.br', criadoEm: at(2) },
    { id: '3', nome: 'Pedro Silvestre', email: 'pedro_souza@exemplo.com.br', criadoEm: at(3) },
  ]);
  const found = async (filtro: string) => {
    const data = await clientes.data(`{ clientes(filtro: { ${filtro} }) { totalCount nodes { id } } }`);
    const page = data.clientes as { totalCount: number; nodes: { id: string }[] };
    expect(page.totalCount).toBe(page.nodes.length);
    return page.nodes.map(({ id }) => id);
  };

  expect(await found('texto: "silv"')).toEqual(['3', '2', '1']);
  expect(await found('texto: "joao silva"')).toEqual(['1']);
  expect(await found('texto: "João da Silva"')).toEqual(['1']);
  expect(await found('texto: "joao@exemplo.com.br"')).toEqual([]);
  expect(await found('texto: "exemplo"')).toEqual([]);
  expect(await found('texto: "souza"')).toEqual([]);
  expect(await found('texto: "ninguem"')).toEqual([]);
  expect(await found('criadoDe: "2026-01-01T02:00:00Z", criadoAte: "2026-01-01T03:00:00Z"')).toEqual(['2']);
});

test.each([
  ['clientes(first: 0) { nodes { id } }', '`first` must be between 1 and 100; it is 0.'],
  ['clientes(last: 101) { nodes { id } }', '`last` must be between 1 and 100; it is 101.'],
  ['clientes(first: 1, last: 1) { nodes { id } }', 'Give `first` or `last`, not both.'],
  [
    'clientes(after: "Zm9v") { nodes { id } }',
    '`after` is not a cursor of this graph; use one from `edges` or `pageInfo`.',
  ],
  [
    'clientes(filtro: { texto: "-" }) { nodes { id } }',
    '`filtro.texto` must have 2 to 100 characters and at least one letter or digit.',
  ],
  [
    'clientes(filtro: { criadoDe: "2026-01-02T00:00:00Z", criadoAte: "2026-01-01T00:00:00Z" }) { nodes { id } }',
    '`filtro.criadoDe` must be before `filtro.criadoAte`.',
  ],
])('{ %s } is refused', async (field, message) => {
  const { errors } = await clientes.execute(`{ ${field} }`);

  expect(errors?.map((error) => [error.message, error.extensions.code])).toEqual([
    [message, 'BAD_USER_INPUT'],
  ]);
});

test.each([
  ['wrong first check digit', { cpf: '52998224735' }],
  ['wrong second check digit', { cpf: '52998224724' }],
  ['eleven equal digits', { cpf: '11111111111' }],
  ['an e-mail without a domain', { email: 'ana@exemplo' }],
  ['an e-mail with a blank', { email: 'ana prado@exemplo.com.br' }],
  ['an e-mail with 65 characters before the at sign', { email: `${'a'.repeat(65)}@exemplo.com.br` }],
  ['a telephone number without its country', { telefone: '81987654321' }],
  ['a birth in the future', { dataNascimento: '2026-01-02' }],
  ['a birth before 1900', { dataNascimento: '1899-12-31' }],
  ['a name of one letter', { nome: 'A ' }],
])('the database itself refuses %s', async (_what, wrong) => {
  await expect(insertClientes(clientes.database, [{ id: '1', ...wrong }])).rejects.toThrow(/constraint/i);
});

test('an erasure is told of for five years, and for as long as a domain has not confirmed it', async () => {
  const { database } = clientes;
  const store = exclusaoStore(database);
  await database.write('DELETE FROM exclusao', []);
  const ERASED = [
    { id: '901', days: 1_825, state: 'ENTREGUE' },
    { id: '902', days: 1_827, state: 'ENTREGUE' },
    { id: '903', days: 1_827, state: 'DESCARTADA' },
  ];
  for (const { id, days, state } of ERASED) {
    await database.transaction((transaction) => store.insert(transaction, id, id));
    await database.write(
      "INSERT INTO outbox_entrega (seq, destino, aggregateid, estado, proxima_tentativa_em) VALUES (?, 'enderecos', ?, ?, NOW(3))",
      [id, id, state],
    );
    await database.write('UPDATE exclusao SET solicitada_em = NOW(3) - INTERVAL ? DAY WHERE id_cliente = ?', [
      days,
      id,
    ]);
  }

  await store.forgetOld();

  const left = await database.read('SELECT id_cliente AS id FROM exclusao ORDER BY id_cliente', []);
  expect(left).toEqual([{ id: '901' }, { id: '903' }]);
});

test('a list comes from either end, and customers by ids come in the places of their ids', async () => {
  const criadoEm = (day: number) => new Date(Date.UTC(2026, 0, day));
  await insertClientes(clientes.database, [
    { id: '1', nome: 'Bento', criadoEm: criadoEm(3) },
    { id: '2', nome: 'Ana', criadoEm: criadoEm(1) },
    { id: '3', nome: 'Caio', criadoEm: criadoEm(1) },
  ]);

  expect(await walk('NOME_DESC', 'first', 2)).toEqual(['3', '1', '2']);
  expect(await walk('ANTIGO', 'last', 2)).toEqual(['2', '3', '1']);
  expect(await clientes.data('{ clientesPorIds(ids: [3, 9, 1, 3]) { nome } }')).toEqual({
    clientesPorIds: [{ nome: 'Caio' }, null, { nome: 'Bento' }, { nome: 'Caio' }],
  });
});
