import { expect, test } from 'vitest';
import { untilAllSteady, untilSteady } from './steady.ts';

const warmUp = { within: 0.05, most: 8 };

function costs(...values: number[]): { look(): Promise<number>; left: number[] } {
  const left = [...values];
  return { look: async () => left.shift() ?? Number.NaN, left };
}

test('ends after three looks that cost the same but for 5 %', async () => {
  const falling = costs(9, 5, 3, 2.1, 2.05, 2, 7);
  expect(await untilSteady(falling.look, warmUp)).toBe(true);
  expect(falling.left).toEqual([7]);
});

test('gives up what never gets steady', async () => {
  const never = costs(1, 2, 1, 2, 1, 2, 1, 2, 1);
  expect(await untilSteady(never.look, warmUp)).toBe(false);
  expect(never.left).toEqual([1]);
});

test('several take turns, each beginning with another one, until all are steady', async () => {
  const turns: string[] = [];
  const noting = (name: string, ...values: number[]) => {
    const { look } = costs(...values);
    return () => {
      turns.push(name);
      return look();
    };
  };

  expect(await untilAllSteady([noting('a', 2, 2, 2, 2), noting('b', 9, 3, 3, 3)], warmUp)).toBe(true);
  expect(turns.join('')).toBe('abbaabba');
});
