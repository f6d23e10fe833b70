import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cpfOf } from '../../subgraphs/clientes/fixtures.ts';
import { type MutationName, mutate } from '../support/mutations.ts';
import { startTestNetwork, type TestNetwork } from '../support/test-network.ts';

let graph: TestNetwork;
let clienteId: string;
beforeAll(async () => {
  graph = await startTestNetwork({ transport: 'direct' });
  const { cliente } = await mutate(graph, 'criarCliente', {
    nome: 'Ana',
    email: 'ana@exemplo.com.br',
    cpf: cpfOf(1),
  });
  clienteId = cliente.id;
});
afterAll(() => graph[Symbol.asyncDispose]());

/** Texts of all kinds, of which most fit somewhere. */
const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('Ana', "O'Brien", '😀😀', '0', '1.5', '99999999.99', 'PE', '50050-000', '😀'.repeat(160)),
);
let last = 1;
function newCpf(): string {
  last += 1;
  return cpfOf(last);
}
const INPUTS: Record<string, fc.Arbitrary<Record<string, unknown>>> = {
  criarCliente: fc.record({
    nome: texts,
    email: fc.oneof(fc.emailAddress(), texts),
    cpf: fc.oneof(
      fc.constant(null).map(() => newCpf()),
      texts,
    ),
    telefone: fc.oneof(fc.stringMatching(/^\+[1-9][0-9]{7,14}$/), texts),
    dataNascimento: fc.oneof(fc.constantFrom('2000-02-29', '1899-12-31', '1900-01-01'), texts),
    chaveDeIdempotencia: fc.option(texts),
  }),
  criarEndereco: fc.record({
    clienteId: fc.oneof(
      fc.constant(null).map(() => clienteId),
      texts,
    ),
    tipo: fc.constantFrom('RESIDENCIAL', 'OUTRO'),
    logradouro: texts,
    numero: texts,
    complemento: fc.option(texts),
    bairro: texts,
    cidade: texts,
    uf: fc.constantFrom('PE', 'sp', 'XX'),
    cep: fc.constantFrom('50050-000', '00000000', 'x'),
    chaveDeIdempotencia: fc.option(texts),
  }),
  criarProduto: fc.record({
    sku: fc.oneof(fc.stringMatching(/^[A-Z0-9]{2,40}$/), texts),
    nome: texts,
    descricao: fc.option(texts),
    categoria: texts,
    preco: fc.oneof(
      fc.bigInt({ min: 0n, max: 999_999_999_999n }).map((cents) => `${cents / 100n}.${cents % 100n}`),
      fc.constant('-1.00'),
    ),
    chaveDeIdempotencia: fc.option(texts),
  }),
};

test.each(Object.entries(INPUTS))(
  '%s answers any input with the written entity or with what is wrong, never with an error that nobody expects',
  async (name, inputs) => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(inputs, async (entrada) => {
        const { __typename } = await mutate(graph, name as MutationName, entrada);
        outcomes.add(__typename);
      }),
      { numRuns: 150 },
    );

    // Both happened, so that the property has said something.
    expect([...outcomes]).toEqual(
      expect.arrayContaining(['ErroDeValidacao', expect.stringMatching(/Gravado$/)]),
    );
  },
);
