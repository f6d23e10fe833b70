import { afterAll, beforeAll, expect, test } from 'vitest';
import { mutateIn } from '../../tests/support/networks/mutations.ts';
import { startTestSubgraph, type TestSubgraph } from '../../tests/support/networks/test-subgraph.ts';
import { subgraph } from './subgraph.ts';

let catalogo: TestSubgraph;
beforeAll(async () => {
  catalogo = await startTestSubgraph(subgraph);
});
afterAll(() => catalogo[Symbol.asyncDispose]());

const mutate = mutateIn(['Produto']);

test('a product is added, changed, taken off sale and put on sale again', async () => {
  const { produto } = await mutate(catalogo, 'criarProduto', {
    sku: 'caf-1',
    nome: 'Cafeteira',
    categoria: 'Cozinha',
    preco: '189.9',
  });
  expect(produto).toMatchObject({ sku: 'CAF-1', preco: '189.90', ativo: true, versao: 1 });
  const { id } = produto;

  expect(
    await mutate(catalogo, 'criarProduto', {
      sku: 'CAF-1',
      nome: 'Outra',
      categoria: 'Cozinha',
      preco: '1',
    }),
  ).toMatchObject({ codigo: 'SKU_EM_USO' });
  expect(await mutate(catalogo, 'atualizarProduto', { id, versao: 1, preco: '199.00' })).toMatchObject({
    produto: { preco: '199.00', versao: 2 },
  });
  expect(await mutate(catalogo, 'descontinuarProduto', { id, versao: 1 })).toMatchObject({
    codigo: 'VERSAO',
    atual: { preco: '199.00', versao: 2 },
  });
  expect(await mutate(catalogo, 'descontinuarProduto', { id, versao: 2 })).toMatchObject({
    produto: { ativo: false, versao: 3 },
  });
  expect(await mutate(catalogo, 'descontinuarProduto', { id, versao: 2 })).toMatchObject({
    produto: { ativo: false, versao: 3 },
  });
  expect(await mutate(catalogo, 'reativarProduto', { id, versao: 3 })).toMatchObject({
    produto: { ativo: true, versao: 4 },
  });
  expect(
    await mutate(catalogo, 'criarProduto', { sku: 'a b', nome: '', categoria: ' ', preco: '-1' }),
  ).toMatchObject({
    campos: [
      { campo: 'sku', codigo: 'FORMATO' },
      { campo: 'nome', codigo: 'TAMANHO' },
      { campo: 'categoria', codigo: 'TAMANHO' },
      { campo: 'preco', codigo: 'FORA_DO_INTERVALO' },
    ],
  });
});
