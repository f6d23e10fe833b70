import { beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_GROUPS } from '../../platform/identity/callers/scopes.ts';
import { cpfOf } from '../../subgraphs/clientes/fixtures.ts';
import { onJourneyTransport } from '../support/networks/both-transports.ts';
import { mutate, mutationDocument, novoCliente, novoEndereco } from '../support/networks/mutations.ts';
import { insertAnaAndBento, startTestNetwork } from '../support/networks/test-network.ts';

onJourneyTransport('writes', (graph, transport) => {
  beforeAll(() => insertAnaAndBento(graph.network));

  let next = 1_000;

  /** A customer of the test's own. */
  async function umCliente(): Promise<{ id: string; versao: number; cpf: string; email: string }> {
    next += 1;
    const { cliente } = await mutate(graph, 'criarCliente', novoCliente(next, cpfOf(next)));
    return cliente;
  }

  async function umProduto(preco = '10.00'): Promise<{ id: string; versao: number }> {
    next += 1;
    const { produto } = await mutate(graph, 'criarProduto', {
      sku: `SKU-${next}`,
      nome: `Produto ${next}`,
      categoria: 'Geral',
      preco,
    });
    return produto;
  }

  function umaChave(): string {
    next += 1;
    return `chave-${next}`;
  }

  describe('customers', () => {
    test('one is registered, normalised, and selectable across domains in the same request', async () => {
      next += 1;
      const { body } = await graph.query(
        `mutation ($e: CriarClienteEntrada!) { criarCliente(entrada: $e) { ... on ClienteGravado { cliente { nome email cpf telefone dataNascimento versao enderecos { id } inventario { totalCount } } } } }`,
        {
          variables: {
            e: {
              nome: '  Célia  Dantas ',
              email: 'Celia@Exemplo.COM.br',
              cpf: cpfOf(next),
              telefone: '+5581987654321',
              dataNascimento: '1980-02-29',
            },
          },
        },
      );

      expect(body.data.criarCliente.cliente).toMatchObject({
        nome: 'Célia  Dantas',
        email: 'celia@exemplo.com.br',
        telefone: '+5581987654321',
        dataNascimento: '1980-02-29',
        versao: 1,
        enderecos: [],
        inventario: { totalCount: 0 },
      });
    });

    test('a variable that is not given leaves its field as it is, and one that is null removes it', async () => {
      const telefone = '+5581987654321';
      next += 1;
      const { cliente } = await mutate(graph, 'criarCliente', {
        ...novoCliente(next, cpfOf(next)),
        telefone,
      });
      const { id, versao } = cliente;
      const atualizar = async (variables: Record<string, unknown>) => {
        const { body } = await graph.query(
          `mutation ($id: ID!, $v: Int!, $nome: String, $tel: String) {
            atualizarCliente(entrada: { id: $id, versao: $v, nome: $nome, telefone: $tel }) {
              __typename
              ... on ClienteGravado { cliente { nome telefone } }
            }
          }`,
          { variables: { id, ...variables } },
        );
        return body;
      };

      expect(await atualizar({ v: versao, nome: 'Outro Nome' })).toEqual({
        data: {
          atualizarCliente: { __typename: 'ClienteGravado', cliente: { nome: 'Outro Nome', telefone } },
        },
      });
      expect(await atualizar({ v: versao + 1, tel: null })).toEqual({
        data: {
          atualizarCliente: {
            __typename: 'ClienteGravado',
            cliente: { nome: 'Outro Nome', telefone: null },
          },
        },
      });
    });

    test('a reader may not write', async () => {
      const { body } = await graph.query(mutationDocument('criarCliente'), {
        variables: { entrada: novoCliente(1, cpfOf(99)) },
        credentials: 'leitor:leitor',
      });

      expect(body.errors[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    });
  });

  describe('idempotency keys', () => {
    test('the same request gives the first result again, also when many arrive at once', async () => {
      next += 1;
      const cpf = cpfOf(next);
      const entrada = { ...novoCliente(next, cpf), chaveDeIdempotencia: umaChave() };

      const outcomes = await Promise.all(
        Array.from({ length: 12 }, () => mutate(graph, 'criarCliente', entrada)),
      );
      const later = await mutate(graph, 'criarCliente', {
        ...entrada,
        cpf: cpf.replace(/(...)(...)(...)(..)/, '$1.$2.$3-$4'),
      });

      expect(new Set(outcomes.map(({ cliente }) => cliente.id)).size).toBe(1);
      expect(later).toEqual(outcomes[0]);
    });

    test('the same key with another input is a conflict, for another user or mutation it is another key', async () => {
      const { id } = await umCliente();
      const chaveDeIdempotencia = umaChave();
      const first = await mutate(graph, 'criarEndereco', { ...novoEndereco(id), chaveDeIdempotencia });

      expect(
        await mutate(graph, 'criarEndereco', { ...novoEndereco(id), numero: '2', chaveDeIdempotencia }),
      ).toMatchObject({
        codigo: 'CHAVE_REUTILIZADA',
      });
      next += 1;
      expect(
        await mutate(graph, 'criarCliente', { ...novoCliente(next, cpfOf(next)), chaveDeIdempotencia }),
      ).toMatchObject({
        __typename: 'ClienteGravado',
      });
      // Another user's input is compared with nothing of the first one's.
      const other = await graph.network.subgraphs.get('enderecos')?.execute({
        source:
          'mutation ($entrada: CriarEnderecoEntrada!) { outcome: criarEndereco(entrada: $entrada) { __typename } }',
        variables: { entrada: { ...novoEndereco(id), numero: '3', chaveDeIdempotencia } },
        identity: { user: 'outra', scopes: DEFAULT_GROUPS.escrita },
        requestId: 'outra',
        deadline: null,
      });
      expect(other?.data?.outcome).toMatchObject({ __typename: 'EnderecoGravado' });
      expect(await mutate(graph, 'excluirEndereco', { id: first.endereco.id, versao: 1 })).toMatchObject({
        __typename: 'EnderecoExcluido',
      });
      expect(
        await mutate(graph, 'criarEndereco', { ...novoEndereco(id), chaveDeIdempotencia }),
      ).toMatchObject({
        codigo: 'RECURSO_EXCLUIDO',
      });
    });

    test.each([
      ['at the price of the first time', { quantidade: 2 }],
      [
        'with all that it was told',
        { quantidade: 999_999, precoUnitario: '9999999999.99', adquiridoEm: '2026-01-31T12:30:00.007Z' },
      ],
    ])(
      'a purchase sent twice is recorded once, %s, and what is read is what was answered',
      async (_what, sent) => {
        const { id: clienteId } = await umCliente();
        const produto = await umProduto('10.00');
        const entrada = { clienteId, produtoId: produto.id, ...sent, chaveDeIdempotencia: umaChave() };
        const first = await mutate(graph, 'registrarAquisicao', entrada);
        await mutate(graph, 'atualizarProduto', { id: produto.id, versao: 1, preco: '11.00' });

        expect(await mutate(graph, 'registrarAquisicao', entrada)).toEqual(first);
      },
    );
  });

  describe('addresses', () => {
    test('the first is principal; making another principal moves it; deleting it passes it to the oldest', async () => {
      const { id } = await umCliente();
      const add = async (principal: boolean) =>
        (await mutate(graph, 'criarEndereco', { ...novoEndereco(id), principal })).endereco;
      const principals = async () => {
        const { body } = await graph.query(`{ cliente(id: ${id}) { enderecos { id principal versao } } }`);
        return body.data.cliente.enderecos.filter((endereco: { principal: boolean }) => endereco.principal);
      };

      const first = await add(false);
      expect(first).toMatchObject({
        principal: true,
        cep: '50050-000',
        cliente: { nome: expect.any(String) },
      });
      const second = await add(true);
      const third = await add(false);
      expect(await principals()).toEqual([{ id: second.id, principal: true, versao: expect.any(Number) }]);
      expect(
        await mutate(graph, 'definirEnderecoPrincipal', { id: third.id, versao: third.versao }),
      ).toMatchObject({ endereco: { principal: true } });
      const [{ versao }] = await principals();
      expect(await mutate(graph, 'excluirEndereco', { id: third.id, versao })).toMatchObject({
        __typename: 'EnderecoExcluido',
      });
      expect(await principals()).toMatchObject([{ id: first.id }]);
    });

    test('exactly one is principal however many are made so at once', async () => {
      const { id } = await umCliente();
      const made = await Promise.all(
        Array.from({ length: 8 }, () =>
          mutate(graph, 'criarEndereco', { ...novoEndereco(id), principal: true }),
        ),
      );
      await Promise.all(
        made.map(({ endereco }) =>
          mutate(graph, 'definirEnderecoPrincipal', { id: endereco.id, versao: endereco.versao }),
        ),
      );

      const { body } = await graph.query(`{ cliente(id: ${id}) { enderecos { principal } } }`);
      expect(body.data.cliente.enderecos).toHaveLength(8);
      expect(
        body.data.cliente.enderecos.filter(({ principal }: { principal: boolean }) => principal),
      ).toHaveLength(1);
    });

    test('a customer has at most 50, also when the last ones come at once', async () => {
      const { id } = await umCliente();
      const outcomes = await Promise.all(
        Array.from({ length: 54 }, () => mutate(graph, 'criarEndereco', novoEndereco(id))),
      );

      expect(outcomes.filter(({ __typename }) => __typename === 'EnderecoGravado')).toHaveLength(50);
      expect(outcomes.filter(({ codigo }) => codigo === 'LIMITE_DE_ENDERECOS')).toHaveLength(4);
    });

    test('broken fields and unknown customers are told', async () => {
      expect(
        await mutate(graph, 'criarEndereco', {
          ...novoEndereco('1'),
          uf: 'XX',
          cep: '123',
          logradouro: ' ',
          numero: 'x'.repeat(11),
        }),
      ).toMatchObject({
        campos: [
          { campo: 'logradouro', codigo: 'TAMANHO' },
          { campo: 'numero', codigo: 'TAMANHO' },
          { campo: 'uf', codigo: 'FORMATO' },
          { campo: 'cep', codigo: 'FORMATO' },
        ],
      });
      expect(await mutate(graph, 'criarEndereco', novoEndereco('999999'))).toEqual({
        __typename: 'NaoEncontrado',
        tipo: 'Cliente',
        id: '999999',
      });
      const { id } = await umCliente();
      const { endereco } = await mutate(graph, 'criarEndereco', novoEndereco(id));
      expect(
        await mutate(graph, 'atualizarEndereco', {
          id: endereco.id,
          versao: 1,
          cep: '01310-100',
          tipo: 'ENTREGA',
        }),
      ).toMatchObject({
        endereco: { cep: '01310-100', tipo: 'ENTREGA', logradouro: 'Rua da Aurora', versao: 2 },
      });
      expect(
        await mutate(graph, 'atualizarEndereco', { id: endereco.id, versao: 1, uf: 'SP' }),
      ).toMatchObject({
        codigo: 'VERSAO',
        atual: { versao: 2 },
      });
    });
  });

  describe('purchases', () => {
    test('a product that is off sale cannot be acquired', async () => {
      const cliente = await umCliente();
      const { id } = await umProduto();
      await mutate(graph, 'descontinuarProduto', { id, versao: 1 });

      expect(
        await mutate(graph, 'registrarAquisicao', { clienteId: cliente.id, produtoId: id, quantidade: 1 }),
      ).toMatchObject({ codigo: 'PRODUTO_DESCONTINUADO' });
    });

    test("one is recorded at the catalogue's price of the moment, corrected and reversed; totals are exact", async () => {
      const { id: clienteId } = await umCliente();
      const produto = await umProduto('9999999999.99');
      const { inventario } = await mutate(graph, 'registrarAquisicao', {
        clienteId,
        produtoId: produto.id,
        quantidade: 999_999,
      });
      expect(inventario).toMatchObject({
        precoUnitario: '9999999999.99',
        total: '9999989999990000.01',
        cliente: { nome: expect.any(String) },
        produto: { nome: expect.any(String) },
      });
      const { id } = inventario;

      expect(
        await mutate(graph, 'corrigirAquisicao', { id, versao: 1, quantidade: 3, precoUnitario: '0.1' }),
      ).toMatchObject({
        inventario: { quantidade: 3, precoUnitario: '0.10', total: '0.30', versao: 2 },
      });
      expect(await mutate(graph, 'corrigirAquisicao', { id, versao: 1, quantidade: 5 })).toMatchObject({
        codigo: 'VERSAO',
        atual: { quantidade: 3 },
      });
      expect(await mutate(graph, 'estornarAquisicao', { id, versao: 2 })).toMatchObject({
        __typename: 'AquisicaoEstornada',
        id,
      });
      expect(await mutate(graph, 'estornarAquisicao', { id, versao: 2 })).toMatchObject({
        __typename: 'NaoEncontrado',
      });
      expect(
        await mutate(graph, 'registrarAquisicao', {
          clienteId,
          produtoId: produto.id,
          quantidade: 0,
          precoUnitario: 'x',
          adquiridoEm: '2999-01-01T00:00:00Z',
        }),
      ).toMatchObject({
        campos: [
          { campo: 'quantidade', codigo: 'FORA_DO_INTERVALO' },
          { campo: 'precoUnitario', codigo: 'FORMATO' },
          { campo: 'adquiridoEm', codigo: 'FORA_DO_INTERVALO' },
        ],
      });
      expect(
        await mutate(graph, 'registrarAquisicao', { clienteId, produtoId: '999999', quantidade: 1 }),
      ).toMatchObject({ tipo: 'Produto' });
    });

    test("a product's purchases are counted when many are recorded, sent again and reversed at the same time", async () => {
      const { id: clienteId } = await umCliente();
      const { id: produtoId } = await umProduto();
      const entradas = Array.from({ length: 40 }, () => ({
        clienteId,
        produtoId,
        quantidade: 1,
        chaveDeIdempotencia: umaChave(),
      }));
      const buy = (some: typeof entradas) =>
        Promise.all(some.map((entrada) => mutate(graph, 'registrarAquisicao', entrada)));
      const total = async () => {
        const { body } = await graph.query(
          `{ produto(id: ${produtoId}) { inventario(first: 1) { totalCount } } }`,
        );
        return body.data.produto.inventario.totalCount;
      };

      const bought = await buy(entradas.slice(0, 30));
      expect(await total()).toBe(30);
      const reversals = bought.slice(0, 12).map(({ inventario: { id } }) => ({ id, versao: 1 }));
      await Promise.all([
        buy(entradas.slice(12)),
        ...[...reversals, ...reversals].map((entrada) => mutate(graph, 'estornarAquisicao', entrada)),
        mutate(graph, 'estornarAquisicao', { id: bought[20].inventario.id, versao: 2 }),
      ]);

      expect(await total()).toBe(28);
    });

    test('each of several writes of one request sees what those before it have written', async () => {
      const { id: clienteId } = await umCliente();
      const { id: produtoId } = await umProduto();
      const buy = `registrarAquisicao(entrada: { clienteId: ${clienteId}, produtoId: ${produtoId}, quantidade: 1 }) {
        ... on AquisicaoGravada { inventario { id produto { inventario(first: 1) { totalCount nodes { id } } } } }
      }`;

      const { body } = await graph.query(`mutation { a: ${buy} b: ${buy} }`);

      for (const [name, totalCount] of [
        ['a', 1],
        ['b', 2],
      ] as const) {
        const { id, produto } = body.data[name].inventario;
        expect(produto.inventario).toEqual({ totalCount, nodes: [{ id }] });
      }
    });

    test.each([
      ['clientes', 'criarEndereco'],
      ['clientes', 'registrarAquisicao'],
      ['catalogo', 'registrarAquisicao'],
    ] as const)('with %s down %s writes nothing and says when to try again', async (dominio, name) => {
      await using partial = await startTestNetwork({ transport });
      await insertAnaAndBento(partial.network);
      await partial.network.subgraphs.get(dominio)?.[Symbol.asyncDispose]();
      const entrada =
        name === 'criarEndereco' ? novoEndereco('2') : { clienteId: '2', produtoId: '10', quantidade: 1 };

      const { body } = await partial.query(
        `mutation ($entrada: ${name === 'criarEndereco' ? 'CriarEnderecoEntrada' : 'RegistrarAquisicaoEntrada'}!) { outcome: ${name}(entrada: $entrada) { __typename ... on Indisponivel { dominio tentarNovamenteEmSegundos mensagem } } }`,
        { variables: { entrada } },
      );

      expect(body).toEqual({
        data: {
          outcome: {
            __typename: 'Indisponivel',
            dominio,
            tentarNovamenteEmSegundos: 5,
            mensagem: `O domínio "${dominio}" não responde agora; nada foi gravado.`,
          },
        },
      });
    });
  });
});
