import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LEAST_NODE, nodeProblem } from './node-version.ts';

test.each(['20.19.0', '20.20.1', '21.0.0', '24.1.0'])('Node %s does', (version) => {
  expect(nodeProblem(version)).toBeNull();
});

test.each(['20.18.3', '18.20.8', '16.20.2', '9.0.0'])('Node %s does not', (version) => {
  expect(nodeProblem(version)).toBe(`This needs Node 20.19 or later; this is Node ${version}.`);
});

test('package.json says the same', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));

  expect(engines.node).toBe(`>=${LEAST_NODE}`);
});
