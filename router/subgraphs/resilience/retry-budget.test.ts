import { expect, test } from 'vitest';
import { RetryBudget } from './retry-budget.ts';

const spendAll = (budget: RetryBudget): number => {
  let spent = 0;
  while (budget.spend()) spent += 1;
  return spent;
};

test('retries are a tenth of the requests, and what a quiet time saves is bounded', () => {
  const budget = new RetryBudget();
  expect(spendAll(budget)).toBe(3);
  for (let request = 0; request < 52; request += 1) budget.earn();
  expect(spendAll(budget)).toBe(5);
  for (let request = 0; request < 100_000; request += 1) budget.earn();
  expect(spendAll(budget)).toBe(10);
});
