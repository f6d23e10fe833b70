import { expect, test } from 'vitest';
import { nestingOf } from './source-nesting.ts';

test('nesting is how many brackets are open at once', () => {
  expect(nestingOf('{ a(b: [1, { c: 2 }]) { d } e { f } }')).toBe(4);
  expect(nestingOf('')).toBe(0);
});

test('brackets in strings and comments neither nest nor end anything', () => {
  expect(nestingOf('{ a(b: "}}} \\" }}}", c: """ }} \\""" }} """) # }}}\n { d { e } } }')).toBe(3);
  expect(nestingOf('{ a(b: "{{{{{{") }')).toBe(2);
});

test('a document of any form is measured in one pass', () => {
  expect(nestingOf('{'.repeat(100_000))).toBe(100_000);
  expect(nestingOf('"'.repeat(100_001))).toBe(0);
  expect(nestingOf(`"""${'\\"""'.repeat(50_000)}`)).toBe(0);
});

test.each(['\\"', '"""', '\\"""'])('many %s without an end take as long as the text is', (part) => {
  const started = performance.now();
  nestingOf(`{ a(b: "${part.repeat(60_000)}`);
  nestingOf(`{${part.repeat(60_000)}`);

  // Looking from each quote to the end of the text took seconds.
  expect(performance.now() - started).toBeLessThan(500);
});
