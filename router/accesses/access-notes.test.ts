import { expect, test } from 'vitest';
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
