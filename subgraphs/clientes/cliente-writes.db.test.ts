import { afterAll, beforeAll, expect, test } from 'vitest';
import { linesOfReferences, parseReferenceLine } from '../../platform/writes/used-references.ts';
import { mutateIn, novoCliente, type Outcome } from '../../tests/support/networks/mutations.ts';
import { startTestSubgraph, type TestSubgraph } from '../../tests/support/networks/test-subgraph.ts';
import { cpfOf, insertClientes } from './fixtures.ts';
import { holdToReferences } from './restored/hold-to-references.ts';
import { subgraph } from './subgraph.ts';

let clientes: TestSubgraph;
beforeAll(async () => {
  clientes = await startTestSubgraph(subgraph);
});
afterAll(() => clientes[Symbol.asyncDispose]());

const mutate = mutateIn(['Cliente']);
let next = 1_000;

/** A customer of the test's own. */
async function umCliente(): Promise<Outcome> {
  next += 1;
  return (await mutate(clientes, 'criarCliente', novoCliente(next, cpfOf(next)))).cliente;
}

test('every broken field is named at once, and nothing is written', async () => {
  const outcome = await mutate(clientes, 'criarCliente', {
    nome: 'A',
    email: 'ana@',
    cpf: '529.982.247-24',
    telefone: '81 98765',
    dataNascimento: '2990-01-01',
    chaveDeIdempotencia: 'curta',
  });

  expect(outcome).toEqual({
    __typename: 'ErroDeValidacao',
    mensagem: '6 campos são inválidos.',
    campos: [
      { campo: 'nome', codigo: 'TAMANHO', mensagem: 'nome deve ter de 2 a 120 caracteres.' },
      {
        campo: 'email',
        codigo: 'FORMATO',
        mensagem: 'email deve ser um e-mail como ana@exemplo.com.br.',
      },
      { campo: 'cpf', codigo: 'DIGITO_VERIFICADOR', mensagem: 'cpf tem dígitos verificadores errados.' },
      {
        campo: 'telefone',
        codigo: 'FORMATO',
        mensagem: 'telefone deve estar em E.164, como +5511987654321.',
      },
      expect.objectContaining({ campo: 'dataNascimento', codigo: 'FORA_DO_INTERVALO' }),
      expect.objectContaining({ campo: 'chaveDeIdempotencia', codigo: 'FORMATO' }),
    ],
  });
});

test('a CPF or e-mail in use is a conflict that shows nothing of who uses it', async () => {
  const { cpf, email } = await umCliente();

  expect(
    await mutate(clientes, 'criarCliente', { ...novoCliente(1, cpf), email: 'outro@exemplo.com.br' }),
  ).toMatchObject({
    __typename: 'Conflito',
    codigo: 'CPF_EM_USO',
    atual: null,
  });
  expect(await mutate(clientes, 'criarCliente', { ...novoCliente(1, cpfOf(77)), email })).toMatchObject({
    codigo: 'EMAIL_EM_USO',
    atual: null,
  });
  const other = await umCliente();
  expect(await mutate(clientes, 'atualizarCliente', { id: other.id, versao: 1, email })).toMatchObject({
    codigo: 'EMAIL_EM_USO',
  });
});

test('an update changes what is given, null removes, and an older version is a conflict with the current one', async () => {
  const { id } = await umCliente();

  expect(
    await mutate(clientes, 'atualizarCliente', { id, versao: 1, telefone: '+5511912345678' }),
  ).toMatchObject({
    cliente: { telefone: '+5511912345678', versao: 2 },
  });
  expect(
    await mutate(clientes, 'atualizarCliente', { id, versao: 2, nome: 'Novo Nome', telefone: null }),
  ).toMatchObject({
    cliente: { nome: 'Novo Nome', telefone: null, versao: 3 },
  });
  expect(await mutate(clientes, 'atualizarCliente', { id, versao: 1, nome: 'Atrasado' })).toMatchObject({
    __typename: 'Conflito',
    codigo: 'VERSAO',
    atual: { __typename: 'Cliente', id, nome: 'Novo Nome', versao: 3 },
  });
  expect(await mutate(clientes, 'atualizarCliente', { id: '999999', versao: 1 })).toEqual({
    __typename: 'NaoEncontrado',
    tipo: 'Cliente',
    id: '999999',
  });
  expect(await mutate(clientes, 'atualizarCliente', { id, versao: 3, nome: null })).toMatchObject({
    campos: [{ campo: 'nome', codigo: 'OBRIGATORIO' }],
  });
});

test('of many updates of one version exactly one wins', async () => {
  const { id } = await umCliente();

  const outcomes = await Promise.all(
    Array.from({ length: 12 }, (_, n) =>
      mutate(clientes, 'atualizarCliente', { id, versao: 1, nome: `Nome ${n}` }),
    ),
  );

  expect(outcomes.filter(({ __typename }) => __typename === 'ClienteGravado')).toHaveLength(1);
  expect(outcomes.filter(({ codigo }) => codigo === 'VERSAO')).toHaveLength(11);
});

test('of many registrations of one CPF exactly one succeeds', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 12 }, (_, n) =>
      mutate(clientes, 'criarCliente', {
        ...novoCliente(n, cpfOf(888_888)),
        email: `corrida${n}@exemplo.com.br`,
      }),
    ),
  );

  expect(outcomes.filter(({ __typename }) => __typename === 'ClienteGravado')).toHaveLength(1);
  expect(outcomes.filter(({ codigo }) => codigo === 'CPF_EM_USO')).toHaveLength(11);
});

test('a schema that was restored from a dump is held to what other domains know', async () => {
  const { database } = clientes;
  await insertClientes(database, [{ id: '4100' }, { id: '4200' }]);
  await database.write(
    'CREATE TABLE IF NOT EXISTS referencia (tipo VARCHAR(60), id BIGINT UNSIGNED, apagado_em DATETIME(3) NULL)',
    [],
  );
  await database.write(
    "INSERT INTO referencia VALUES ('Cliente', 4100, NOW(3)), ('Cliente', 4200, NULL), ('Cliente', 9000, NULL), ('Cliente', 7700, NOW(3)), ('Produto', 9999, NOW(3))",
    [],
  );
  const lines = () => linesOfReferences(database, 'Cliente');
  const told: string[] = [];
  for await (const line of lines()) told.push(line);

  const first = await holdToReferences(database, ['enderecos'], lines());
  const second = await holdToReferences(database, ['enderecos'], lines());
  const { id } = await umCliente();

  expect(told).toEqual(['erased 4100', 'erased 7700', 'used 9000']);
  expect(first).toEqual({ erased: 1, nextId: '9001' });
  expect(second.erased).toBe(0);
  // Where several servers take writes each has numbers of its own.
  expect(Number(id)).toBeGreaterThanOrEqual(9001);
  const rows = await database.read('SELECT id FROM cadastro WHERE id >= 4100 ORDER BY id', []);
  expect(rows).toEqual([{ id: '4200' }, { id }]);
  const events = await database.read("SELECT type FROM outbox WHERE aggregateid = '4100'", []);
  expect(events).toEqual([{ type: 'ClienteExcluido' }]);
});

test.each(['erased', 'erased 0', 'erased 1; DROP TABLE cadastro', 'used 99999999999999999999'])(
  'the line "%s" is refused',
  (line) => {
    expect(() => parseReferenceLine(line)).toThrow('expected "erased <id>" or "used <id>"');
  },
);
