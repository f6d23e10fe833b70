import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { selectedFields } from '../execution/selected-fields.ts';
import { columnSets, type RowColumns } from './column-sets.ts';

const schema = buildSchema(`
  interface Ser { nome: String }
  type Pessoa implements Ser { id: ID nome: String nascimento: String idade: Int signo: String amiga: Pessoa }
  type Gato implements Ser { nome: String }
  union Vivo = Pessoa | Gato
  type Query { pessoa: Pessoa ser: Ser vivos: [Vivo] }
`);

interface Row {
  id: string;
  nome: string;
  nascimento: string;
}
const PESSOA: RowColumns<Row> = {
  type: 'Pessoa',
  columns: { id: 'id', nome: 'nome', nascimento: 'data AS nascimento' },
  fields: { idade: ['nascimento'] },
  always: ['id'],
};
const ALL = 'id, nome, data AS nascimento';
const selected = (document: string) => selectedFields(schema, parse(document));

test.each([
  { document: '{ pessoa { nome } }', sql: 'id, nome' },
  { document: '{ pessoa { apelido: nome __typename } }', sql: 'id, nome' },
  { document: '{ pessoa { ...f } } fragment f on Pessoa { idade }', sql: 'id, data AS nascimento' },
  { document: '{ vivos { ... on Pessoa { nome } ... on Gato { nome } } }', sql: 'id, nome' },
  { document: '{ vivos { ... on Gato { nome } } }', sql: 'id' },
  { document: '{ ser { nome } }', sql: 'id, nome' },
  { document: 'query ($se: Boolean!) { pessoa { nome @include(if: $se) } }', sql: 'id, nome' },
  { document: '{ pessoa { amiga { id } } }', sql: ALL },
  { document: '{ a: pessoa { nome } b: pessoa { idade } }', sql: ALL },
])('$document reads $sql', ({ document, sql }) => {
  expect(columnSets(PESSOA)(selected(document)).sql).toBe(sql);
});

test('a field that nothing is said about reads everything, and so does an operation that nobody knows', () => {
  const columnsFor = columnSets(PESSOA);

  expect(columnsFor(selected('{ pessoa { signo } }')).sql).toBe(ALL);
  expect(columnsFor(null).sql).toBe(ALL);
});

test('operations that need the same share one set, so that they share prepared statements', () => {
  const columnsFor = columnSets(PESSOA);

  expect(columnsFor(selected('{ pessoa { nome } }'))).toBe(columnsFor(selected('{ ser { nome } }')));
});

test('sets stay few: later operations read the smallest known set that has what they need', () => {
  const names = Array.from({ length: 26 }, (_, index) => `c${index}`);
  const letters = buildSchema(
    `type T { ${names.map((name) => `${name}: ID`).join(' ')} } type Query { t: T }`,
  );
  const columnsFor = columnSets<Record<string, string>>({
    type: 'T',
    columns: Object.fromEntries(names.map((name) => [name, name])),
    always: [],
  });
  const columnsOf = (fields: string) => columnsFor(selectedFields(letters, parse(`{ t { ${fields} } }`))).sql;
  const sets = new Set(names.map((name) => columnsOf(`c0 c1 c2 ${name}`)));

  expect(sets.size).toBe(16);
  expect(columnsOf('c1 c4')).toBe('c0, c1, c2, c4');
  expect(columnsOf('c1 c25')).toBe(names.join(', '));
});
