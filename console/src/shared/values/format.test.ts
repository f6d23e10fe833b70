import { expect, test } from 'vitest';
import { counted } from './format.ts';

test.each([
  [0, '0 compras'],
  [1, '1 compra'],
  [2, '2 compras'],
  [1_234_567, '1.234.567 compras'],
])('%i is written with the word that goes with it', (number, text) => {
  expect(counted(number, 'compra', 'compras')).toBe(text);
});
