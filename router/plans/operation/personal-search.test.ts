import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { PersonalPlaces } from './personal-data.ts';
import { type FieldsOfPeople, PersonalSearch } from './personal-search.ts';

const FIELDS = ['cpf', 'email', 'nome', 'fone', 'nascimento', 'rua', 'bairro', 'cep'];

/** Of a list of people, each with these fields. */
const PLACES: PersonalPlaces = {
  fields: [],
  person: null,
  narrowed: [],
  inner: [
    {
      key: 'clientes',
      places: {
        fields: FIELDS.map((key) => ({ key, coordinate: `Cliente.${key}` })),
        person: ['id'],
        inner: [],
        narrowed: [],
      },
    },
  ],
};

const person = (id: number, has: (field: number) => boolean) => ({
  id: String(id),
  ...Object.fromEntries(FIELDS.map((field, place) => [field, has(place) ? 'x' : null])),
});

/** As one text: comparing maps of so many takes long. */
const told = (found: FieldsOfPeople) => [...found].map(([id, fields]) => `${id}: ${[...fields]}`).join('\n');

test('in large data the same is found, while others get their turns', async () => {
  const search = new PersonalSearch(PLACES);
  const data = { clientes: Array.from({ length: 20_000 }, (_, id) => person(id, (field) => field < 2)) };
  let turns = 0;
  let isFound = false;
  const others = (async () => {
    for (; !isFound; turns += 1) await nextTurn();
  })();
  const found = await search.findInTurns(data);
  isFound = true;
  await others;

  expect(told(found)).toBe(told(search.find(data)));
  expect(found.size).toBe(20_000);
  expect(turns).toBeGreaterThan(5);
});

test('people of several answers share the set of their fields, a bounded number of them, and what is told is right all the same', () => {
  const search = new PersonalSearch(PLACES);
  const first = search.find({ clientes: [person(1, (field) => field < 2)] });
  const second = search.find({ clientes: [person(2, (field) => field < 2), person(3, () => false)] });

  expect(second.get('2')).toBe(first.get('1'));
  expect([...(second.get('2') ?? [])]).toEqual(['Cliente.cpf', 'Cliente.email']);
  expect(second.has('3')).toBe(false);
  // Each with other fields: more sets than are kept.
  const all = Array.from({ length: 2 ** FIELDS.length }, (_, id) =>
    person(id, (field) => (id >> field) % 2 === 1),
  );
  for (let round = 0; round < 2; round += 1) {
    const found = search.find({ clientes: all });
    for (const { id } of all) {
      const fields = FIELDS.filter((_, field) => (Number(id) >> field) % 2 === 1);
      expect([...(found.get(id) ?? [])]).toEqual(fields.map((field) => `Cliente.${field}`));
    }
  }
});
