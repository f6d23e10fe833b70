import { buildSchema, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { selectedFields } from '../../execution/executor/selected-fields.ts';
import { perSelectedColumns, type RowColumns, selectedColumns } from './selected-columns.ts';

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
  expect(selectedColumns(PESSOA)(selected(document)).sql).toBe(sql);
});

test('a field that nothing is said about reads everything, and so does an operation that nobody knows', () => {
  const columnsFor = selectedColumns(PESSOA);

  expect(columnsFor(selected('{ pessoa { signo } }')).sql).toBe(ALL);
  expect(columnsFor(null).sql).toBe(ALL);
});

test('operations that need the same share one set, so that they share prepared statements', () => {
  const columnsFor = selectedColumns(PESSOA);

  expect(columnsFor(selected('{ pessoa { nome } }'))).toBe(columnsFor(selected('{ ser { nome } }')));
});

describe('with more sets than are kept', () => {
  const names = Array.from({ length: 26 }, (_, index) => `c${index}`);
  const letters = buildSchema(
    `type T { ${names.map((name) => `${name}: ID`).join(' ')} } type Query { t: T }`,
  );
  const start = () =>
    selectedColumns<Record<string, string>>({
      type: 'T',
      columns: Object.fromEntries(names.map((name) => [name, name])),
      always: [],
    });
  const operations = names.map((name) => selectedFields(letters, parse(`{ t { ${name} } }`)));

  test('every operation reads what it needs, whatever came before it', () => {
    const columnsFor = start();

    for (const _ of ['once', 'again'])
      expect(operations.map((operation) => columnsFor(operation).sql)).toEqual(names);
  });

  test('those used last keep their statement texts, which are made once', () => {
    const columnsFor = start();
    const made: string[] = [];
    const textsOf = perSelectedColumns<Record<string, string>, string>((columns) => {
      made.push(columns);
      return `SELECT ${columns}`;
    });
    const equal = selectedFields(letters, parse('query Other { t { c0 } }'));

    for (const operation of operations) {
      textsOf(columnsFor(operation));
      // In use all the time, by two operations in turn.
      for (const used of [operations[0], equal]) if (used) textsOf(columnsFor(used));
    }

    expect(made).toEqual(names);
  });
});
