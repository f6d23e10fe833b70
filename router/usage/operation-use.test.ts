import fc from 'fast-check';
import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { describeOperation } from './operation-use.ts';
import { collectVariableUse, type InputUse, variableShapes } from './variable-use.ts';

const schema = buildSchema(`
  enum Ordem { NOME RECENTE }
  input Filtro { texto: String ordem: Ordem ordens: [[Ordem!]] e: [Filtro!] }
  interface No { id: ID! }
  type Cliente implements No { id: ID! nome: String }
  type Query { cliente(filtro: Filtro, ordem: Ordem = NOME): Cliente no: No }
`);

function describe(source: string, operationName?: string) {
  const document = parse(source);
  expect(validate(schema, document).filter(({ message }) => !message.includes('is never used'))).toEqual([]);
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new Error('no operation');
  return describeOperation(schema, document, operation);
}

test('an operation uses its own fields and fragments, and what it gives to inputs', () => {
  const source = `
    query A($o: Ordem = RECENTE) { no { ...F ... on Cliente { nome __typename } } cliente(filtro: { e: { ordem: NOME } }, ordem: $o) { id } }
    query B { cliente { id } }
    fragment F on No { id }
  `;

  expect(describe(source, 'A')).toMatchObject({
    name: 'A',
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    document: expect.not.stringContaining('query B'),
    fields: ['Cliente.id', 'Cliente.nome', 'No.id', 'Query.cliente', 'Query.no'],
    enumValues: ['Ordem.NOME', 'Ordem.RECENTE'],
    inputFields: ['Filtro.e', 'Filtro.ordem'],
  });
  expect(describe(source, 'B')).toMatchObject({ name: 'B', fields: ['Cliente.id', 'Query.cliente'] });
});

test('values, white space and comments make no other operation', () => {
  const hashes = [
    '{ cliente(filtro: { texto: "Ana" }) { id } }',
    '# who\n{ cliente(filtro: { texto: "Bento" }) {\n id } }',
  ].map((source) => describe(source)?.hash);

  expect(hashes[0]).toBe(hashes[1]);
  expect(describe('{ cliente(filtro: { ordem: NOME }) { id } }')?.hash).not.toBe(hashes[0]);
});

test('introspection reads no data', () => {
  expect(describe('{ __typename __schema { types { name } } }')).toBeNull();
  expect(describe('{ __typename no { id } }')?.fields).toEqual(['No.id', 'Query.no']);
});

function given(declared: string, variables: Record<string, unknown>): InputUse {
  const operation = getOperationAST(parse(`query (${declared}) { no { id } }`));
  if (!operation) throw new Error('no operation');
  const use: InputUse = { enumValues: new Set(), inputFields: new Set() };
  collectVariableUse(variableShapes(schema, operation), variables, use);
  return use;
}

test('variables give enum values and input fields, also in lists and inputs inside inputs', () => {
  const variables = {
    f: { texto: 'Ana', e: [{ ordens: [['NOME'], null] }, { desconhecido: 1 }] },
    o: ['RECENTE', 'segredo'],
    s: 'NOME',
  };

  expect(given('$f: Filtro, $o: [Ordem!], $s: String', variables)).toEqual({
    enumValues: new Set(['Ordem.NOME', 'Ordem.RECENTE']),
    inputFields: new Set(['Filtro.texto', 'Filtro.e', 'Filtro.ordens']),
  });
});

test('variables of whatever shape give names of the schema only', () => {
  const anyValue = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'medium' },
      fc.jsonValue(),
      fc.constantFrom('NOME', 'RECENTE'),
      fc.array(tie('value')),
      fc.record(
        { texto: tie('value'), ordem: tie('value'), ordens: tie('value'), e: tie('value') },
        { requiredKeys: [] },
      ),
    ),
  })).value;
  fc.assert(
    fc.property(anyValue, anyValue, (f, o) => {
      const { enumValues, inputFields } = given('$f: Filtro, $o: [Ordem]', { f, o });

      expect(['Ordem.NOME', 'Ordem.RECENTE']).toEqual(expect.arrayContaining([...enumValues]));
      expect(['Filtro.texto', 'Filtro.ordem', 'Filtro.ordens', 'Filtro.e']).toEqual(
        expect.arrayContaining([...inputFields]),
      );
    }),
  );
});

test('variables may be as deep as a request can be', () => {
  let deep: Record<string, unknown> = { ordem: 'NOME' };
  for (let level = 0; level < 200_000; level += 1) deep = { e: deep };

  expect(given('$f: Filtro', { f: deep }).enumValues).toEqual(new Set(['Ordem.NOME']));
});
