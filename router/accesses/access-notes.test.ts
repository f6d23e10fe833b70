import { expect, test } from 'vitest';
import { parseReport } from '../../access-format/parse-report.ts';
import { clientOf } from '../usage/client-identity.ts';
import { Notes } from './access-notes.ts';

const ANSWERED = { user: 'ana', requestId: 'um', status: 200, ms: 1 };

test('whose data was given out is told also where the fields are too many to name', () => {
  const notes = new Notes();
  const many = new Set(Array.from({ length: 150 }, (_, index) => `Tipo.campo${index}`));
  notes.gave(
    new Map([
      ['1', many],
      ['2', new Set(['Tipo.outro'])],
    ]),
  );

  const { campos, titulares } = notes.access(ANSWERED);
  expect(campos).toEqual([...[...many].slice(0, 99), '(outros)']);
  expect(titulares).toEqual([
    ['1', Array.from({ length: 100 }, (_, place) => place)],
    ['2', [99]],
  ]);
});

test('what is noted later is added to what was noted before', () => {
  const notes = new Notes();
  notes.gave(new Map([['1', new Set(['CriarClienteEntrada.cpf'])]]));
  notes.gave(new Map());
  notes.gave(
    new Map([
      ['2', new Set(['Cliente.email'])],
      ['1', new Set(['Cliente.cpf'])],
    ]),
  );

  const { campos, titulares } = notes.access(ANSWERED);
  expect({ campos, titulares }).toEqual({
    campos: ['CriarClienteEntrada.cpf', 'Cliente.cpf', 'Cliente.email'],
    titulares: [
      ['1', [0, 1]],
      ['2', [2]],
    ],
  });
});

test('a request that asked more subgraphs than a report may name is reported all the same', () => {
  const notes = new Notes();
  for (let index = 1; index <= 42; index += 1) {
    notes.asked(`subgrafo${index}`, index);
    notes.asked(`subgrafo${index}`, 0.5);
  }

  const { subgrafos } = notes.access(ANSWERED);
  expect(subgrafos).toHaveLength(40);
  expect(subgrafos.slice(-2)).toEqual([
    ['subgrafo39', 2, 39.5],
    ['(outros)', 6, 124.5],
  ]);
});

test('what is noted at every limit is a report that is understood', () => {
  const notes = new Notes();
  const long = 'x'.repeat(200);
  const names = Array.from({ length: 200 }, (_, index) => `${index}, ${long}`);
  for (const name of names) {
    notes.asked(name, 1.23456);
    notes.failed(name);
  }
  notes.gave(new Map([['1', new Set(names.map((name) => name.replaceAll(/[ ,]/g, '')))]]));
  notes.client = clientOf({ get: () => long });

  const access = notes.access({ ...ANSWERED, user: 'u'.repeat(255) });
  expect(parseReport(JSON.parse(JSON.stringify({ acessos: [access] })))).toHaveLength(1);
  expect([access.erros.length, access.campos.length, access.subgrafos.length]).toEqual([20, 100, 40]);
});
