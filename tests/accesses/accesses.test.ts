import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Database, openDatabase } from '../../platform/database/database.ts';
import { nodeIdOf } from '../../platform/execution/schema/node-id.ts';
import { journeyTransport } from '../support/networks/both-transports.ts';
import { insertAnaAndBento, startTestNetwork, type TestNetwork } from '../support/networks/test-network.ts';

/** Longer than a busy machine takes; what is waited for is mostly there at once. */
const SOON = { timeout: 15_000, interval: 100 };

const FIELDS = `requisicao usuario aplicacao versaoDaAplicacao operacao hashDaOperacao tipo documentoConfiavel status erros bytes
  subgrafos { subgrafo requisicoes } camposPessoais`;

describe.each([journeyTransport()])('accesses, transport %s', (transport) => {
  let graph: TestNetwork;
  let database: Database;
  beforeAll(async () => {
    graph = await startTestNetwork({
      transport,
      env: { ACCESS_TRACKING: 'on', ACCESS_FLUSH_MS: '200', HEALTH_REPORT_MS: '100' },
    });
    await insertAnaAndBento(graph.network);
    database = openDatabase({ url: graph.network.databaseUrls.get('acessos') ?? '', poolSize: 1 });
  });
  afterAll(async () => {
    await database?.[Symbol.asyncDispose]();
    await graph?.[Symbol.asyncDispose]();
  });

  /** Sends a request, and gives what is kept of it. */
  async function keptOf(query: string, options: Parameters<TestNetwork['query']>[1] = {}) {
    const answer = await graph.query(query, options);
    const requisicao = answer.headers.get('x-request-id');
    return await vi.waitFor(async () => {
      const { body } = await graph.query(
        `query ($r: String) { acessos(filtro: { requisicao: $r }) { nodes { ${FIELDS} } } }`,
        { variables: { r: requisicao } },
      );
      const [kept] = body.data.acessos.nodes;
      expect(kept).toBeDefined();
      return { kept, answer };
    }, SOON);
  }

  test('a request is kept with who asked, for what, and what became of it', async () => {
    const { kept, answer } = await keptOf(
      'query Agenda($id: ID!) { cliente(id: $id) { nome email enderecos { cidade } } }',
      {
        variables: { id: '1' },
        credentials: 'atendente:atendente',
        headers: { 'apollographql-client-name': 'app-vendas', 'apollographql-client-version': '4.2.0' },
      },
    );

    expect(kept).toEqual({
      requisicao: answer.headers.get('x-request-id'),
      usuario: 'atendente',
      aplicacao: 'app-vendas',
      versaoDaAplicacao: '4.2.0',
      operacao: 'Agenda',
      hashDaOperacao: expect.stringMatching(/^[0-9a-f]{64}$/),
      tipo: 'QUERY',
      documentoConfiavel: false,
      status: 200,
      erros: [],
      bytes: Buffer.byteLength(JSON.stringify(answer.body)) + 1,
      subgrafos: [
        { subgrafo: 'clientes', requisicoes: 1 },
        { subgrafo: 'enderecos', requisicoes: 1 },
      ],
      camposPessoais: ['Cliente.email', 'Endereco.cidade'],
    });
    // The values of variables stand nowhere.
    expect(answer.body.data.cliente.email).toBe('ana@exemplo.com.br');
  });

  test('how the graph is is reported too, and what somebody wants tried again is passed on', async () => {
    const ask = 'mutation { reenviarEventos(entrada: { dominio: "clientes" }) { __typename } }';
    await vi.waitFor(
      async () => expect((await graph.query(ask)).body.data.reenviarEventos.__typename).toBe('ReenvioPedido'),
      SOON,
    );
    const inOneProcess = transport === 'direct';
    await vi.waitFor(async () => {
      const { body } = await graph.query(
        '{ saude { dominios { id estado enderecos { endereco } caixaDeSaida { destino } } reenvios { estado entregas } } }',
      );
      expect(body.data.saude.dominios[2]).toEqual({
        id: 'clientes',
        estado: 'PRONTO',
        enderecos: [{ endereco: inOneProcess ? null : expect.stringMatching(/^127\.0\.0\.1:/) }],
        caixaDeSaida: [{ destino: 'enderecos' }, { destino: 'inventario' }, { destino: 'acessos' }],
      });
      expect(body.data.saude.reenvios[0]).toEqual({ estado: 'FEITO', entregas: 0 });
    }, SOON);
  });

  test('so is a request that was refused, and one with errors', async () => {
    const invalid = await keptOf('{ cliente(id: 1) { naoExiste } }');
    expect(invalid.kept).toMatchObject({
      operacao: null,
      tipo: null,
      status: 200,
      erros: ['GRAPHQL_VALIDATION_FAILED'],
      subgrafos: [],
    });
    const denied = await keptOf('query Curiosa { cliente(id: 1) { nome email } }', {
      credentials: 'leitor:leitor',
    });
    expect(denied.kept).toMatchObject({
      usuario: 'leitor',
      operacao: 'Curiosa',
      status: 200,
      erros: ['UNAUTHORIZED_FIELD_OR_TYPE'],
      camposPessoais: [],
    });
  });

  test('the audit tells whose data was given out, also where the client has not asked for ids', async () => {
    const { answer } = await keptOf(
      'query DePessoas { clientes(first: 2) { nodes { telefone } } clientePorCpf(cpf: "52998224725") { cpf } }',
    );
    const byCpf = await keptOf('query DeEnderecos { endereco(id: 21) { logradouro } }');
    expect(answer.body.errors).toBeUndefined();

    const { body } = await graph.query(
      '{ cliente(id: 1) { acessosAosDados(first: 3) { nodes { usuario operacao campos cliente { nome } } } } }',
    );
    expect(byCpf.answer.body.errors).toBeUndefined();
    expect(body).toEqual({
      data: {
        cliente: {
          acessosAosDados: {
            nodes: expect.arrayContaining([
              {
                usuario: 'admin',
                operacao: 'DePessoas',
                campos: expect.arrayContaining(['Cliente.cpf']),
                cliente: { nome: 'Ana Prado' },
              },
            ]),
          },
        },
      },
    });
  });

  test('so it does of what was found by an id over all domains', async () => {
    const ids = [nodeIdOf({ type: 'Cliente', id: '2' }), nodeIdOf({ type: 'Endereco', id: '2' })];
    const { kept, answer } = await keptOf(
      'query DeNos($ids: [ID!]!) { nodes(ids: $ids) { ... on Cliente { email } ... on Endereco { cep } } }',
      { variables: { ids } },
    );
    expect(answer.body.errors).toBeUndefined();
    expect(kept).toMatchObject({
      operacao: 'DeNos',
      // Whether they are there, and what they have; whichever answers first.
      subgrafos: expect.arrayContaining([
        expect.objectContaining({ subgrafo: 'clientes', requisicoes: 2 }),
        expect.objectContaining({ subgrafo: 'enderecos', requisicoes: 2 }),
      ]),
      camposPessoais: ['Cliente.email', 'Endereco.cep'],
    });

    const { body } = await graph.query(
      '{ clientesPorIds(ids: [1, 2]) { acessosAosDados(first: 5) { nodes { operacao campos } } } }',
    );
    for (const [at, campo] of ['Endereco.cep', 'Cliente.email'].entries()) {
      expect(body.data.clientesPorIds[at].acessosAosDados.nodes).toContainEqual({
        operacao: 'DeNos',
        campos: [campo],
      });
    }
  });

  test('so it does of whom a refused mutation has confirmed, of which the client is told nothing', async () => {
    const { kept, answer } = await keptOf(
      `mutation Refused($cpf: String!) {
        a: criarCliente(entrada: { nome: "Nova", email: "nova@exemplo.com.br", cpf: $cpf }) { ...Outcome }
        b: atualizarCliente(entrada: { id: 2, versao: 1, email: "ana@exemplo.com.br" }) { ...Outcome }
      }
      fragment Outcome on Erro { ... on Conflito { codigo } }`,
      { variables: { cpf: '529.982.247-25' } },
    );
    expect(answer.body).toEqual({ data: { a: { codigo: 'CPF_EM_USO' }, b: { codigo: 'EMAIL_EM_USO' } } });
    const campos = ['CriarClienteEntrada.cpf', 'AtualizarClienteEntrada.email'];
    expect(kept).toMatchObject({ operacao: 'Refused', tipo: 'MUTATION', camposPessoais: campos });

    const { body } = await graph.query(
      '{ clientesPorIds(ids: [1, 2]) { acessosAosDados(first: 20) { nodes { operacao campos } } } }',
    );
    const [ana, bento] = body.data.clientesPorIds.map((one: { acessosAosDados: { nodes: object[] } }) =>
      one.acessosAosDados.nodes.filter((entry) => 'operacao' in entry && entry.operacao === 'Refused'),
    );
    expect({ ana, bento }).toEqual({ ana: [{ operacao: 'Refused', campos }], bento: [] });
  });

  test('who may not see it is refused', async () => {
    const { body } = await graph.query('{ acessos { nodes { usuario } } }', {
      credentials: 'atendente:atendente',
    });
    expect(body).toMatchObject({
      data: { acessos: null },
      errors: [{ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }],
    });
  });

  test('as many requests are counted as were sent at the same time, and figures tell of them', async () => {
    const before = await database.read<{ n: string }>(
      "SELECT COUNT(*) AS n FROM acesso WHERE operacao = 'Contada'",
      [],
    );
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        graph.query(`query Contada { produto(id: ${(index % 3) + 10}) { nome } }`),
      ),
    );
    expect(before).toEqual([{ n: '0' }]);
    await vi.waitFor(
      async () =>
        expect(
          await database.read(
            "SELECT COUNT(*) AS n, COUNT(DISTINCT requisicao) AS d FROM acesso WHERE operacao = 'Contada'",
            [],
          ),
        ).toEqual([{ n: '60', d: '60' }]),
      SOON,
    );
    const now = Date.now();
    await vi.waitFor(async () => {
      const { body } = await graph.query(
        `query ($de: DateTime!, $ate: DateTime!) {
          analiseDeAcessos(de: $de, ate: $ate, agruparPor: OPERACAO) { grupos { rotulo medidas { requisicoes erros } } } }`,
        { variables: { de: new Date(now - 3_600_000), ate: new Date(now + 120_000) } },
      );
      expect(body.data.analiseDeAcessos.grupos).toContainEqual({
        rotulo: 'Contada',
        medidas: { requisicoes: 60, erros: 0 },
      });
    }, SOON);
  });
});
