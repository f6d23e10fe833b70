import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { cpfOf } from '../../subgraphs/clientes/fixtures.ts';
import { onJourneyTransport } from '../support/networks/both-transports.ts';
import { type MutationName, mutate } from '../support/networks/mutations.ts';
import { runs } from '../support/vitest/runs.ts';

let clienteId: string;

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
/** Mostly what fits, so that some inputs are valid as a whole. */
const mostly = (fitting: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 9, arbitrary: fitting }, { weight: 1, arbitrary: texts });
/** Made when it is used, unlike a constant. */
const made = (make: () => string) => fc.constant(null).map(make);
const names = fc.string({ unit: 'grapheme', minLength: 4, maxLength: 30 });
const keys = fc.option(mostly(fc.stringMatching(/^[a-z0-9-]{8,100}$/)));
const INPUTS: Record<string, fc.Arbitrary<Record<string, unknown>>> = {
  criarCliente: fc.record({
    nome: mostly(names),
    email: mostly(fc.emailAddress()),
    cpf: mostly(made(newCpf)),
    telefone: mostly(fc.stringMatching(/^\+[1-9][0-9]{7,14}$/)),
    dataNascimento: mostly(fc.constantFrom('2000-02-29', '1901-12-31')),
    chaveDeIdempotencia: keys,
  }),
  criarEndereco: fc.record({
    clienteId: mostly(made(() => clienteId)),
    tipo: fc.constantFrom('RESIDENCIAL', 'OUTRO'),
    logradouro: mostly(names),
    numero: mostly(fc.stringMatching(/^[0-9]{1,10}$/)),
    complemento: fc.option(texts),
    bairro: mostly(names),
    cidade: mostly(names),
    uf: mostly(fc.constantFrom('PE', 'sp')),
    cep: mostly(fc.constantFrom('50050-000', '00000000')),
    chaveDeIdempotencia: keys,
  }),
  criarProduto: fc.record({
    sku: mostly(fc.stringMatching(/^[A-Z0-9]{2,40}$/)),
    nome: mostly(names),
    descricao: fc.option(texts),
    categoria: mostly(names),
    preco: fc.oneof(
      fc.bigInt({ min: 0n, max: 999_999_999_999n }).map((cents) => `${cents / 100n}.${cents % 100n}`),
      fc.constant('-1.00'),
    ),
    chaveDeIdempotencia: keys,
  }),
};

onJourneyTransport('any input', (graph) => {
  beforeAll(async () => {
    const { cliente } = await mutate(graph, 'criarCliente', {
      nome: 'Ana',
      email: 'ana@exemplo.com.br',
      cpf: newCpf(),
    });
    clienteId = cliente.id;
  });

  test.each(Object.entries(INPUTS))(
    '%s answers any input with the written entity or with what is wrong, never with an error that nobody expects',
    async (name, inputs) => {
      const outcomes = new Set<string>();
      await fc.assert(
        fc.asyncProperty(inputs, async (entrada) => {
          const { __typename } = await mutate(graph, name as MutationName, entrada);
          outcomes.add(__typename);
        }),
        { numRuns: runs(30), interruptAfterTimeLimit: 20_000 },
      );

      // Both happened, so that the property has said something.
      expect([...outcomes]).toEqual(
        expect.arrayContaining(['ErroDeValidacao', expect.stringMatching(/Gravado$/)]),
      );
    },
  );
});
