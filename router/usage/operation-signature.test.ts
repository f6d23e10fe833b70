import fc from 'fast-check';
import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { operationSignature } from './operation-signature.ts';

const schema = buildSchema(`
  scalar JSON
  scalar CPF
  enum Ordem { NOME RECENTE }
  input Filtro { texto: String, cpf: CPF, idade: Int, nota: Float, ordem: Ordem, ids: [ID!], extra: JSON, e: [Filtro!] }
  type Cliente { id: ID! nome: String amigos(filtro: Filtro, primeiros: Int): [Cliente!] }
  type Query { cliente(id: ID, cpf: CPF, filtro: Filtro, ordem: Ordem, extra: JSON, nota: Float): Cliente }
`);
const hide = (source: string) => operationSignature(schema, parse(source));

test('texts and numbers are hidden; structure, enum values and variables stay', () => {
  expect(
    hide(`query Busca($id: ID = "7", $t: String) {
      cliente(id: $id, cpf: """529.982.247-25""", nota: 1.5, filtro: { texto: $t, idade: 42, ordem: NOME, e: [{ ids: [1, "2"] }] }) {
        nome @include(if: true)
      }
    }`),
  ).toBe(
    'query Busca($id:ID=""$t:String){cliente(id:$id cpf:"" nota:0 filtro:{texto:$t idade:0 ordem:NOME e:[{ids:[0 ""]}]}){nome@include(if:true)}}',
  );
});

test('a custom scalar may hold anything, also names', () => {
  expect(
    hide(
      'query ($v: JSON) { cliente(extra: { anaPrado: ANA_PRADO, cpf: [1, { rua: "x", v: $v }] }) { id } }',
    ),
  ).toBe('query($v:JSON){cliente(extra:{k1:"" k2:[0{k1:"" k2:$v}]}){id}}');
});

test('lists are as long as they have different things in them', () => {
  expect(hide('{ cliente(filtro: { ids: ["1", "2", "3"], e: [{ idade: 1 }, { idade: 2 }] }) { id } }')).toBe(
    '{cliente(filtro:{ids:[""]e:[{idade:0}{idade:0}]}){id}}',
  );
});

test('aliases are numbered, the same for the same alias, past the names of fields', () => {
  expect(
    hide('{ c529: cliente(id: 1) { nome: id } c530: cliente(id: 2) { id: id } c529: cliente(id: 1) { id } }'),
  ).toBe('{alias1:cliente(id:0){alias2:id}alias3:cliente(id:0){id}alias1:cliente(id:0){id}}');
  const numbered = buildSchema('type Query { alias1: Int b: Int }');
  expect(operationSignature(numbered, parse('{ x: b alias1 }'))).toBe('{alias2:b alias1}');
});

test('a long name is cut', () => {
  expect(hide(`query ${'N'.repeat(5_000)} { cliente { id } }`)).toBe(`query ${'N'.repeat(100)}{cliente{id}}`);
});

/** Values that can be told from everything else in a document. */
const secretText = fc
  .stringMatching(/^[A-Za-z0-9 .@#é-]{0,20}$/)
  .map((text) => JSON.stringify(`Segredo${text}`));
const secretName = fc.stringMatching(/^Segredo[A-Za-z0-9_]{0,10}$/);
const secretInt = fc
  .integer({ min: 100_000_000, max: 999_999_999 })
  .map((number) => `4${number}`.slice(0, 9));
const secretFloat = fc.tuple(secretInt, secretInt).map(([a, b]) => `${a}.${b}e5`);
const id = fc.oneof(secretText, secretInt);
const list = (one: fc.Arbitrary<string>) =>
  fc.array(one, { maxLength: 4 }).map((all) => `[${all.join(', ')}]`);
const object = (fields: Record<string, fc.Arbitrary<string>>) =>
  fc.record(fields, { requiredKeys: [] }).map(
    (given) =>
      `{${Object.entries(given)
        .map(([name, value]) => `${name}: ${value}`)
        .join(', ')}}`,
  );
const { filtro, json } = fc.letrec<{ filtro: string; json: string }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    secretText,
    secretInt,
    secretFloat,
    secretName,
    list(tie('json')),
    fc.dictionary(secretName, tie('json'), { maxKeys: 3 }).map(
      (fields) =>
        `{${Object.entries(fields)
          .map(([name, value]) => `${name}: ${value}`)
          .join(', ')}}`,
    ),
  ),
  filtro: object({
    texto: secretText,
    cpf: fc.oneof(secretText, secretInt),
    idade: secretInt,
    nota: fc.oneof(secretInt, secretFloat),
    ordem: fc.constantFrom('NOME', 'RECENTE', 'null', '$o'),
    ids: list(id),
    extra: tie('json'),
    e: fc.array(tie('filtro'), { maxLength: 2, depthIdentifier: 'e' }).map((all) => `[${all.join(', ')}]`),
  }),
}));
const call = fc
  .tuple(secretName, id, filtro, json, filtro)
  .map(
    ([alias, value, one, extra, inner]) =>
      `${alias}: cliente(id: ${value}, filtro: ${one}, extra: ${extra}, ordem: $o) { ${alias}: nome amigos(filtro: ${inner}) { id } }`,
  );
const documents = fc
  .tuple(filtro, fc.uniqueArray(call, { minLength: 1, maxLength: 3, selector: (text) => text.split(':')[0] }))
  .map(
    ([byDefault, calls]) =>
      `query Q($o: Ordem, $f: Filtro = ${byDefault.replaceAll('$o', 'NOME')}) { ${calls.join(' ')} cliente(filtro: $f) { id } }`,
  );

test('whatever a document holds: nothing of it shows, it stays valid, and hiding twice changes nothing', () => {
  fc.assert(
    fc.property(documents, (source) => {
      expect(validate(schema, parse(source))).toEqual([]);

      const hidden = hide(source);

      expect(hidden).not.toMatch(/Segredo|\d{5}/);
      expect(validate(schema, parse(hidden))).toEqual([]);
      expect(hide(hidden)).toBe(hidden);
    }),
  );
});
