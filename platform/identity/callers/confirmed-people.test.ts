import { expect, test } from 'vitest';
import { ConfirmedPeople } from './confirmed-people.ts';

test('what a subgraph says of whom it has confirmed comes to the router', () => {
  const said = new ConfirmedPeople();
  said.note('7', 'CriarClienteEntrada.cpf');
  said.note('7', 'CriarClienteEntrada.email');
  said.note('9', 'AtualizarClienteEntrada.email');
  const heard = new ConfirmedPeople();
  heard.noteExtensions(JSON.parse(JSON.stringify({ confirmed: said.toExtension() })));

  expect(heard.fields).toEqual(said.fields);
  expect([...heard.fields.keys()]).toEqual(['7', '9']);
});

test.each([
  null,
  'confirmed',
  { confirmed: {} },
  {
    confirmed: [
      null,
      7,
      ['8'],
      [8, ['A.b']],
      ['08', ['A.b']],
      ['8', 'A.b'],
      ['8', ['a b', 5, 'x'.repeat(200)]],
    ],
  },
])('%j says nothing', (extensions) => {
  const heard = new ConfirmedPeople();
  heard.noteExtensions(extensions);
  expect(heard.toExtension()).toBeNull();
});
