import { expect, inject, test } from 'vitest';
import { runChaos } from './chaos-run.ts';
import { wrongIn } from './check-answer.ts';

test('whatever lies between the parts, each answer is whole or says in time what is missing and why', async () => {
  const report = await runChaos({
    duration: 5_000,
    seed: 11,
    progress: () => {},
    adminUrl: inject('adminUrl'),
  });

  console.log(`chaos: ${JSON.stringify({ ...report, violations: report.violations.length })}`);
  expect(report.violations).toEqual([]);
  expect(report.partial).toBeGreaterThan(0);
  expect(report.complete).toBeGreaterThan(0);
}, 120_000);

const RIGHT = { cliente: { nome: 'Ana', enderecos: [{ cidade: 'Recife' }] }, nobody: null };
const told = (path: (string | number)[], code = 'SUBGRAPH_UNAVAILABLE') => ({
  message: 'away',
  path,
  extensions: { code },
});

test('the check sees values, nulls and errors that are wrong', () => {
  expect(wrongIn({ data: RIGHT }, RIGHT)).toEqual([]);
  const partial = { cliente: { nome: 'Ana', enderecos: null }, nobody: null };
  expect(wrongIn({ data: partial, errors: [told(['cliente', 'enderecos'])] }, RIGHT)).toEqual([]);
  expect(wrongIn({ data: partial, errors: [told(['cliente', 'enderecos', 0, 'cidade'])] }, RIGHT)).toEqual(
    [],
  );
  expect(wrongIn({ data: null, errors: [told(['cliente'])] }, RIGHT)).toEqual([]);

  expect(wrongIn({ data: partial }, RIGHT)).toEqual(['null without an error at cliente.enderecos']);
  expect(wrongIn({ data: partial, errors: [told(['nobody'])] }, RIGHT)).toHaveLength(1);
  expect(
    wrongIn({ data: partial, errors: [told(['cliente'], 'INTERNAL_SERVER_ERROR')] }, RIGHT),
  ).toHaveLength(1);
  expect(wrongIn({ data: { ...RIGHT, cliente: { nome: 'Bento', enderecos: [] } } }, RIGHT)).toHaveLength(2);
  expect(wrongIn({ data: {} }, RIGHT)).not.toEqual([]);
  expect(wrongIn({ errors: [{ message: 'away' }] }, RIGHT)).not.toEqual([]);
});
