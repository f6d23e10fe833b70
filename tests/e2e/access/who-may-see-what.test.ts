import { beforeAll, describe, expect, test } from 'vitest';
import { onJourneyTransport } from '../../support/networks/both-transports.ts';
import { insertAnaAndBento } from '../../support/networks/test-network.ts';

const DENIED = 'UNAUTHORIZED_FIELD_OR_TYPE';
const EVERYTHING = `{ nome email cpf telefone dataNascimento idade versao
  enderecos { id cidade } enderecoPrincipal { cep } inventario(first: 1) { totalCount } }`;

onJourneyTransport('who may see what', (graph) => {
  beforeAll(() => insertAnaAndBento(graph.network));

  /** The data, and the paths of what was denied. Throws for any other error. */
  async function ask(user: string, query: string, variables = {}) {
    const { body } = await graph.query(query, { variables, credentials: `${user}:${user}` });
    const errors: { path?: unknown; extensions: { code: string } }[] = body.errors ?? [];
    const others = errors.filter(({ extensions }) => extensions.code !== DENIED);
    if (others.length > 0) throw new Error(JSON.stringify(others));
    return { data: body.data, denied: errors.map(({ path }) => path) };
  }

  test('who only reads sees names and purchases, and no personal data', async () => {
    expect(await ask('leitor', `{ cliente(id: 1) ${EVERYTHING} }`)).toEqual({
      data: {
        cliente: {
          nome: 'Ana Prado',
          email: null,
          cpf: null,
          telefone: null,
          dataNascimento: null,
          idade: null,
          versao: 1,
          enderecos: null,
          enderecoPrincipal: null,
          inventario: { totalCount: 3 },
        },
      },
      denied: [
        ['cliente', 'email'],
        ['cliente', 'cpf'],
        ['cliente', 'telefone'],
        ['cliente', 'dataNascimento'],
        ['cliente', 'idade'],
        ['cliente', 'enderecos'],
        ['cliente', 'enderecoPrincipal'],
      ],
    });
  });

  test.each(['atendente', 'admin'])('%s sees all of it', async (user) => {
    expect(await ask(user, `{ cliente(id: 1) ${EVERYTHING} }`)).toMatchObject({
      data: {
        cliente: {
          email: 'ana@exemplo.com.br',
          cpf: '529.982.247-25',
          dataNascimento: '1990-04-21',
          enderecos: [{ id: '2', cidade: 'Olinda' }, { id: '1' }],
          enderecoPrincipal: { cep: expect.any(String) },
        },
      },
      denied: [],
    });
  });

  test('a list keeps its rows', async () => {
    expect(await ask('leitor', '{ clientes(ordem: NOME) { nodes { nome cpf } } }')).toEqual({
      data: {
        clientes: {
          nodes: [
            { nome: 'Ana Prado', cpf: null },
            { nome: 'Bento Reis', cpf: null },
          ],
        },
      },
      denied: [
        ['clientes', 'nodes', 0, 'cpf'],
        ['clientes', 'nodes', 1, 'cpf'],
      ],
    });
  });

  describe('no value can be tried out', () => {
    test.each([
      ['a CPF that is there', '{ a: clientePorCpf(cpf: "529.982.247-25") { nome } }'],
      ['one that is not', '{ a: clientePorCpf(cpf: "111.444.777-35") { nome } }'],
      ['one that is wrong', '{ a: clientePorCpf(cpf: "123") { nome } }'],
      ['an e-mail that is there', '{ a: clientePorEmail(email: "ana@exemplo.com.br") { nome } }'],
      ['one that is not there', '{ a: clientePorEmail(email: "x@exemplo.com.br") { nome } }'],
      ['an address', '{ a: endereco(id: 1) { id } }'],
      ['an address that is not there', '{ a: endereco(id: 77) { id } }'],
    ])('%s', async (_what, query) => {
      expect(await ask('leitor', query)).toEqual({ data: { a: null }, denied: [['a']] });
    });

    test.each(['ana@exemplo.com.br', 'exemplo', '529.982.247-25', '1990', 'Recife'])(
      'by the text %s, whoever asks',
      async (texto) => {
        for (const user of ['leitor', 'atendente']) {
          const query = 'query ($texto: String) { clientes(filtro: { texto: $texto }) { totalCount } }';
          expect(await ask(user, query, { texto })).toEqual({
            data: { clientes: { totalCount: 0 } },
            denied: [],
          });
        }
      },
    );
  });

  test('whoever may see personal data finds customers by them', async () => {
    expect(
      await ask(
        'atendente',
        '{ clientePorCpf(cpf: "52998224725") { nome } clientePorEmail(email: "ANA@exemplo.com.br") { nome } }',
      ),
    ).toEqual({
      data: { clientePorCpf: { nome: 'Ana Prado' }, clientePorEmail: { nome: 'Ana Prado' } },
      denied: [],
    });
  });
});
