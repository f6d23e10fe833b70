import { expect, test } from 'vitest';
import { inTurns } from './in-turns.ts';

const waiting = (name: string, seconds: number) => ({ name, seconds, cpu: 0.1 });
const working = (name: string, seconds: number) => ({ name, seconds, cpu: seconds / 2 });
const namesOf = (files: { name: string }[]) => files.map(({ name }) => name);

test('half of the workers have files that wait, the longest first, while there are both kinds', () => {
  const files = [
    working('w2', 2),
    waiting('s3', 3),
    working('w4', 4),
    waiting('s20', 20),
    working('w3', 3),
    waiting('s10', 10),
  ];

  expect(namesOf(inTurns(files, 4))).toEqual(['s20', 's10', 'w4', 'w3', 'w2', 's3']);
});

test('where there is one kind only, all workers have it', () => {
  const files = [waiting('a', 1), waiting('c', 3), waiting('b', 2)];

  expect(namesOf(inTurns(files, 4))).toEqual(['c', 'b', 'a']);
  expect(inTurns([], 4)).toEqual([]);
});
