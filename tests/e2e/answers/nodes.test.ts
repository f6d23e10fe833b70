import { beforeAll, expect, test } from 'vitest';
import { nodeIdOf } from '../../../platform/execution/schema/node-id.ts';
import { onBothTransports } from '../../support/networks/both-transports.ts';
import { insertAnaAndBento } from '../../support/networks/test-network.ts';

const ANA = nodeIdOf({ type: 'Cliente', id: '1' });
const BENTO = nodeIdOf({ type: 'Cliente', id: '2' });
const CASA = nodeIdOf({ type: 'Endereco', id: '2' });
const CAFETEIRA = nodeIdOf({ type: 'Produto', id: '10' });
const AQUISICAO = nodeIdOf({ type: 'Inventario', id: '100' });
const NOBODY = nodeIdOf({ type: 'Cliente', id: '999' });
const ANY_TYPE = `__typename nodeId
  ... on Cliente { nome enderecos { cidade } }
  ... on Endereco { cidade cliente { nome } }
  ... on Produto { nome preco }
  ... on Inventario { quantidade produto { nome } cliente { nodeId } }`;

onBothTransports('nodes', (graph) => {
  beforeAll(() => insertAnaAndBento(graph.network));

  const node = (id: string, credentials = 'admin:admin') =>
    graph.query(`query ($id: ID!) { node(id: $id) { ${ANY_TYPE} } }`, { variables: { id }, credentials });
  const nodes = (ids: readonly unknown[], selection = ANY_TYPE) =>
    graph.query(`query ($ids: [ID!]!) { nodes(ids: $ids) { ${selection} } }`, { variables: { ids } });

  test('every domain says the nodeId of what it owns, wherever that is reached', async () => {
    const { body } = await graph.query(`{
      cliente(id: 1) { nodeId enderecoPrincipal { nodeId cliente { nodeId } } inventario(last: 1) { nodes { nodeId produto { nodeId } } } }
    }`);

    expect(body).toEqual({
      data: {
        cliente: {
          nodeId: ANA,
          enderecoPrincipal: { nodeId: CASA, cliente: { nodeId: ANA } },
          inventario: { nodes: [{ nodeId: AQUISICAO, produto: { nodeId: CAFETEIRA } }] },
        },
      },
    });
  });

  test('one field answers objects of every domain, each in its place and as often as it is asked for', async () => {
    const ana = {
      __typename: 'Cliente',
      nodeId: ANA,
      nome: 'Ana Prado',
      enderecos: [{ cidade: 'Olinda' }, { cidade: 'Recife' }],
    };
    expect((await node(ANA)).body).toEqual({ data: { node: ana } });

    const { body } = await nodes([CAFETEIRA, ANA, NOBODY, AQUISICAO, CASA, ANA]);

    expect(body).toEqual({
      data: {
        nodes: [
          { __typename: 'Produto', nodeId: CAFETEIRA, nome: 'Cafeteira', preco: '189.90' },
          ana,
          null,
          {
            __typename: 'Inventario',
            nodeId: AQUISICAO,
            quantidade: 1,
            produto: { nome: 'Cafeteira' },
            cliente: { nodeId: ANA },
          },
          { __typename: 'Endereco', nodeId: CASA, cidade: 'Olinda', cliente: { nome: 'Ana Prado' } },
          ana,
        ],
      },
    });
  });

  test.each([
    ['an object that there is not', NOBODY],
    ['an id that its domain never gives', nodeIdOf({ type: 'Cliente', id: 'x' })],
    ['a type that has no nodes', nodeIdOf({ type: 'Exclusao', id: '1' })],
    ['a name of no type', nodeIdOf({ type: 'constructor', id: '1' })],
  ])('%s is null, whatever is selected of it', async (_what, id) => {
    expect((await node(id)).body).toEqual({ data: { node: null } });
    expect((await nodes([id], '__typename')).body).toEqual({ data: { nodes: [null] } });
  });

  test.each(['', '1', 'Q2xpZW50ZTox=', 'A'.repeat(5_000)])(
    '%j is no id of the graph, which is said',
    async (id) => {
      const error = {
        message: "This is no `nodeId` of this graph; take one from an object's field `nodeId`.",
        extensions: { code: 'BAD_USER_INPUT' },
      };
      expect((await node(id)).body).toMatchObject({
        data: { node: null },
        errors: [{ ...error, path: ['node'] }],
      });
      expect((await nodes([BENTO, id], 'nodeId')).body).toMatchObject({
        data: { nodes: [{ nodeId: BENTO }, null] },
        errors: [{ ...error, path: ['nodes', 1] }],
      });
    },
  );

  test('a hundred are answered at a time', async () => {
    const { body } = await nodes(Array(101).fill(ANA), 'nodeId');

    expect(body).toMatchObject({
      data: { nodes: null },
      errors: [{ message: expect.stringContaining('at most 100'), extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect((await nodes(Array(100).fill(ANA), 'nodeId')).body.data.nodes).toHaveLength(100);
  });

  test('who may not see a field does not see it through a node either', async () => {
    const selection = `nodeId
      ... on Cliente { nome cpf enderecos { nodeId } }
      ... on Endereco { id cidade cliente { nome } }`;
    const { body } = await graph.query(`{ nodes(ids: ["${ANA}", "${CASA}"]) { ${selection} } }`, {
      credentials: 'leitor:leitor',
    });

    expect(body.data).toEqual({
      nodes: [{ nodeId: ANA, nome: 'Ana Prado', cpf: null, enderecos: null }, null],
    });
    expect(body.errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code)).toContain(
      'UNAUTHORIZED_FIELD_OR_TYPE',
    );
    expect((await node(CAFETEIRA, 'leitor:leitor')).body).toMatchObject({
      data: { node: { nome: 'Cafeteira' } },
    });
  });

  test('an erased customer is no node any more', async () => {
    const entrada = '{ nome: "Caio Lima", email: "caio@exemplo.com.br", cpf: "111.444.777-35" }';
    const created = await graph.query(
      `mutation { criarCliente(entrada: ${entrada}) { ... on ClienteGravado { cliente { id nodeId } } } }`,
    );
    const { id, nodeId } = created.body.data.criarCliente.cliente;
    expect((await nodes([nodeId], '... on Cliente { nome }')).body.data.nodes).toEqual([
      { nome: 'Caio Lima' },
    ]);

    await graph.query(`mutation { excluirCliente(entrada: { id: "${id}", versao: 1 }) { __typename } }`);

    expect((await node(nodeId)).body).toEqual({ data: { node: null } });
    expect((await nodes([nodeId], 'nodeId')).body).toEqual({ data: { nodes: [null] } });
  });
});
