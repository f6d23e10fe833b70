import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type DocumentNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import { CompiledForms } from './compiled-forms.ts';
import type { CompiledOperation } from './compiled-operation.ts';

const answer = (): CompiledOperation => () => Promise.resolve({});

function add(forms: CompiledForms, document: DocumentNode, characters: number): CompiledOperation {
  return forms.add(document, null, (onSizeChange) => {
    onSizeChange(characters);
    return answer();
  });
}

const documents = (count: number) => Array.from({ length: count }, (_, n) => parse(`{ __typename } #${n}`));

test('the oldest is forgotten when there is too much, also of operations that ask no subgraph', () => {
  const forms = new CompiledForms(10_000);
  const kept = documents(200);
  for (const document of kept) add(forms, document, 200);

  const known = kept.map((document) => forms.get(document, null) !== undefined);

  expect(known.indexOf(true)).toBe(150);
  expect(known.slice(150)).toEqual(Array(50).fill(true));
});

test('one that is larger than the bound is kept until another one comes', () => {
  const forms = new CompiledForms(1_000);
  const [large, small] = documents(2);
  if (!large || !small) throw new Error('no documents');
  const compiled = add(forms, large, 5_000);

  expect(forms.get(large, null)).toBe(compiled);
  add(forms, small, 1);
  expect(forms.get(large, null)).toBeUndefined();
  expect(forms.get(small, null)).toBeDefined();
});

test('a document that nobody keeps takes with it what was compiled of it', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  const forms = new CompiledForms(1_000_000);
  const refs = documents(10).map((document) => new WeakRef(add(forms, document, 10)));
  // What a WeakRef was made of stays until the end of the turn.
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();

  expect(refs.filter((ref) => ref.deref() !== undefined)).toEqual([]);
});
